@echo off
rem launch-peers.bat N [PEER OPTIONS...]
rem Starts N peers named peer-1 ... peer-N, each in a window of its own. Ctrl+C in a window crashes that peer.
setlocal
set "n="
for /f "tokens=1*" %%A in ("%*") do (
  set "n=%%A"
  set options=%%B
)
echo(%n%| findstr /r /x "[1-9][0-9]*" >nul || (
  echo launch-peers.bat: how many peers? A number from 1 on must come first, as in: launch-peers.bat 5 --links 3 1>&2
  exit /b 2
)

rem Builds, once for all.
call "%~dp0run.bat" || exit /b 1
for /l %%I in (1,1,%n%) do start "peer-%%I" cmd /k ""%~dp0peer.bat" --name peer-%%I %options%"
