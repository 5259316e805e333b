@echo off
rem Starts N peers, each in its own window, named peer-1 to peer-N, or X-1 to X-N with --name X.
setlocal EnableExtensions DisableDelayedExpansion
if "%~1"=="--help" goto help
set "n=%~1"
if not defined n goto usage
for /f "delims=0123456789" %%X in ("%n%") do goto usage
if "%n:~0,1%"=="0" goto usage
if not "%n:~0,4%"=="%n%" goto usage

set "prefix=peer"
set options=
:next_argument
shift /1
if [%1]==[] goto arguments_read
if not "%~1"=="--name" goto other
if "%~2"=="" goto no_name
set "prefix=%~2"
shift /1
goto next_argument
:other
set options=%options% %1
goto next_argument
:arguments_read

rem Builds once for all peers.
pushd "%~dp0"
call .\run.bat
if errorlevel 1 exit /b 1
popd

rem The new window expands the variable itself, so its quotes and special characters are parsed only once.
set "i=0"
:next_peer
set /a i+=1
set gossip_command="%~dp0peer.bat" --name "%prefix%-%i%"%options%
start "%prefix%-%i%" cmd /s /k "%%gossip_command%%"
if %i% lss %n% goto next_peer
exit /b 0

:help
echo launch-peers.bat N [PEER OPTIONS...]
echo Starts N peers, each in its own window, named peer-1 to peer-N, or X-1 to X-N with --name X.
echo Ctrl+C in a window crashes its peer.
exit /b 0

:usage
echo launch-peers.bat: "%~1" is not a number of peers, 1 to 9999, as in: launch-peers.bat 5 --links 3 1>&2
exit /b 2

:no_name
echo launch-peers.bat: --name needs a value, as in: --name ada 1>&2
exit /b 2
