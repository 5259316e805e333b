@echo off
rem Shows the network: starts 1 seed and 5 peers, each in its own window, and then reports what happened.
setlocal EnableExtensions DisableDelayedExpansion
set "web="
set "tls="
:next_argument
if "%~1"=="" goto arguments_read
if "%~1"=="--web" set "web=1"& goto argument_read
if "%~1"=="--tls" set "tls=1"& goto argument_read
if "%~1"=="--help" goto help
echo demo.bat: unknown option "%~1"; allowed are --web, --tls and --help 1>&2
exit /b 2
:argument_read
shift /1
goto next_argument
:arguments_read
set "folder=%~dp0..\target\demo"

pushd "%~dp0"
call .\run.bat
if errorlevel 1 exit /b 1
popd

if not exist "%folder%\" md "%folder%"
del "%folder%\outputfile.txt" 2>nul
if exist "%folder%\outputfile.txt" (
  echo demo.bat: nodes of the last demo still write to "%folder%\outputfile.txt". Close their windows and try again. 1>&2
  exit /b 1
)
>"%folder%\config.txt" echo 127.0.0.1:5999
set "seed_tls="
set "peer_tls="
set "operator_tls="
if not defined tls goto keys_made
rem Certificates of an earlier run are replaced.
set "keys=%folder%\keys"
if exist "%keys%\" rd /s /q "%keys%"
set gossip_command="%~dp0gossip.bat" keys init --ca "%keys%\ca"
cmd /s /c "%%gossip_command%%" >nul || exit /b 1
for %%R in (seed peer operator) do (
  set gossip_command="%~dp0gossip.bat" keys issue --ca "%keys%\ca" --role %%R --host 127.0.0.1 --out "%keys%\%%R"
  cmd /s /c "%%gossip_command%%" >nul || exit /b 1
)
set seed_tls= --tls "%keys%\seed"
set peer_tls= --tls "%keys%\peer"
set operator_tls= --tls "%keys%\operator"
:keys_made
set options=--config "%folder%\config.txt" --output "%folder%\outputfile.txt"
set gossip_command="%~dp0seed.bat" %options%%seed_tls%
start "seed" cmd /s /k "%%gossip_command%%"
set gossip_command="%~dp0launch-peers.bat" 5 %options%%peer_tls%
cmd /s /c "%%gossip_command%%" || exit /b 1

if not defined web goto started
set gossip_command="%~dp0gossip.bat" dashboard --config "%folder%\config.txt"%operator_tls%
start "dashboard" cmd /s /k "%%gossip_command%%"
start "" http://127.0.0.1:8080/
echo The dashboard is at http://127.0.0.1:8080/. It runs until its window is closed.
:started
echo The peers join and gossip 10 messages each, which takes about a minute.
echo Press Ctrl+C in the window of a peer to crash it. Its neighbors declare it dead after 26 to 39 s.
echo Then press a key here for the report. The events are in target\demo\outputfile.txt.
pause >nul
"%~dp0gossip.bat" report "%folder%\outputfile.txt"

:help
echo demo.bat [--web] [--tls]
echo Shows the network: starts 1 seed and 5 peers, each in its own window, and then reports what happened.
echo --web also shows it in the dashboard, in a browser.
echo --tls creates certificates for the run, and all connections use TLS.
exit /b 0
