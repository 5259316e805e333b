@echo off
rem Shows the network: starts 1 seed and 5 peers, each in its own window, and then reports what happened.
setlocal EnableExtensions DisableDelayedExpansion
set "web="
if "%~1"=="--web" set "web=1"
if not defined web if not "%~1"=="" goto help
set "folder=%~dp0..\target\demo"

pushd "%~dp0"
call .\run.bat
if errorlevel 1 exit /b 1
popd

if not exist "%folder%\" md "%folder%"
del "%folder%\outputfile.txt" 2>nul
if exist "%folder%\outputfile.txt" (
  echo demo.bat: the nodes of the last demo are still running. Close their windows and try again. 1>&2
  exit /b 1
)
>"%folder%\config.txt" echo 127.0.0.1:5999
set options=--config "%folder%\config.txt" --output "%folder%\outputfile.txt"
set gossip_command="%~dp0seed.bat" %options%
start "seed" cmd /s /k "%%gossip_command%%"
set gossip_command="%~dp0launch-peers.bat" 5 %options%
cmd /s /c "%%gossip_command%%"

if not defined web goto started
set gossip_command="%~dp0gossip.bat" dashboard --config "%folder%\config.txt"
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
echo demo.bat [--web]
echo Shows the network: starts 1 seed and 5 peers, each in its own window, and then reports what happened.
echo --web also shows it in the dashboard, in a browser.
exit /b 0
