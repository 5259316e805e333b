@echo off
rem Shows the network: starts 1 seed and 5 peers, each in its own window, and then reports what happened.
setlocal EnableExtensions DisableDelayedExpansion
if not "%~1"=="" goto help
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

echo The peers join and gossip 10 messages each, which takes about a minute.
echo Press Ctrl+C in the window of a peer to crash it. Its neighbors declare it dead after 26 to 39 s.
echo Then press a key here for the report. The events are in target\demo\outputfile.txt.
pause >nul
"%~dp0gossip.bat" report "%folder%\outputfile.txt"

:help
echo demo.bat
echo Shows the network: starts 1 seed and 5 peers, each in its own window, and then reports what happened.
exit /b 0
