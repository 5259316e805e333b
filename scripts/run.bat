@echo off
rem run.bat MAIN_CLASS [ARGUMENTS...]
rem
rem Starts a Java program of this project; the other .bat files use it. Finds a JDK, builds if a source has changed,
rem and runs the class in the current folder. Without a class it only builds.
rem The options for Java are those of run.sh, which says why. Options of the user may stand in GOSSIP_JAVA_OPTIONS.
rem Values that may contain special characters stay in quotes, and "call" gets no values, because it expands % again.
setlocal EnableExtensions DisableDelayedExpansion
rem Never ends with a backslash, which would escape the quote behind it.
set "root=%~dp0.."
set "jar=%root%\target\gossip.jar"
set "incomplete=%root%\target\build.incomplete"
rem A release archive has no pom.xml. It needs no build, so a Java runtime is enough.
set "needed=javac.exe"
if not exist "%root%\pom.xml" set "needed=java.exe"
if not exist "%root%\pom.xml" set "jar=%root%\gossip.jar"

set "jdk="
if defined JAVA_HOME set "candidate=%JAVA_HOME:"=%"
if defined JAVA_HOME call :try
for /f "delims=" %%J in ('where java 2^>nul') do set "candidate=%%~dpJ.."& call :try
for /d %%D in (
  "%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*"
  "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%USERPROFILE%\.jdks\*"
) do set "candidate=%%~D"& call :try
if not defined jdk goto no_jdk

if not exist "%root%\pom.xml" goto run
rem A source counts as changed if it is newer than the jar. A source dated in the future does not count.
rem Without nul, PowerShell would read the lines that are meant for the program.
if not exist "%jar%" goto build
if exist "%incomplete%" goto build
set "sources=(Get-Item -LiteralPath ($env:root + '\pom.xml')), (Get-ChildItem -LiteralPath ($env:root + '\src\main') -Recurse)"
set "is_newer=$_.LastWriteTime -gt (Get-Item -LiteralPath $env:jar).LastWriteTime -and $_.LastWriteTime -le (Get-Date)"
powershell -NoProfile -Command "if (%sources% | ForEach-Object { $_ } | Where-Object { %is_newer% }) { exit 1 }" <nul
if not errorlevel 1 goto run

:build
where mvn >nul 2>nul
if errorlevel 1 (
  echo Maven is needed to build: install it ^(https://maven.apache.org/install.html^) so that mvn is on the PATH. 1>&2
  exit /b 1
)
del "%jar%" 2>nul
if exist "%jar%" (
  echo The source has changed, but "%jar%" cannot be replaced while nodes run: stop them and try again. 1>&2
  exit /b 1
)
if not exist "%root%\target\" md "%root%\target" 2>nul
copy /y nul "%incomplete%" >nul 2>nul
if not exist "%incomplete%" (
  echo Cannot write to "%root%\target": it must be a folder in which you may create files. 1>&2
  exit /b 1
)
echo Building... 1>&2
set "failed="
set "JAVA_HOME=%jdk%"
pushd "%root%"
call mvn -q -B -ntp -Dmaven.test.skip -Dmaven.compiler.failOnWarning=false -Dassembly.skipAssembly -Dmaven.antrun.skip package <nul 1>&2
if errorlevel 1 set "failed=1"
popd
if defined failed (
  echo Cannot build "%root%": Maven has failed, see above. 1>&2
  exit /b 1
)
del "%incomplete%"

:run
if "%~1"=="" exit /b 0
set "main=%~1"
set "command=%~2"
set "count="
set "config=%root%\config.txt"
if exist config.txt set "config=config.txt"
:next_argument
if [%1]==[] goto arguments_read
if "%~1"=="--count" set "count=%~2"
if "%~1"=="--config" set "config=%~2"
shift /1
goto next_argument
:arguments_read
if defined count goto count_read
if not exist "%config%" goto count_read
for /f "usebackq tokens=1,2 delims== " %%A in ("%config%") do if "%%A"=="count" set "count=%%B"
:count_read
if not "%main%"=="gossip.PeerNode" set "count=1"
if not defined count set "count=1"
rem What is not a number of at most six digits is rejected by the program.
for /f "delims=0123456789" %%X in ("%count%") do set "count=1"
if not "%count:~0,6%"=="%count%" set "count=1"
for /f "tokens=* delims=0" %%X in ("%count%") do set "count=%%X"

set "collector=-XX:+UseSerialGC"
set "heap=-Xms8m"
set "compiler="
if "%main% %command%"=="gossip.tool.GossipTool dashboard" set "heap=-Xms48m -Xmn32m -Xmx1g"
if "%main% %command%"=="gossip.tool.GossipTool watch" set "heap=-Xms48m -Xmn32m -Xmx1g"
if "%main% %command%"=="gossip.tool.GossipTool experiment" set "heap=-Xms512m -XX:MaxRAMPercentage=75"
if "%main% %command%"=="gossip.tool.GossipTool experiment" set "collector=-XX:+UseParallelGC"
if "%main%"=="gossip.SeedNode" goto one_node
if not "%main%"=="gossip.PeerNode" goto options_set
if %count% gtr 1 goto many_nodes
:one_node
set "heap=-Xms8m -Xmx256m"
set "compiler=-XX:TieredStopAtLevel=1"
goto options_set
:many_nodes
set /a megabytes=256+count
if %megabytes% gtr 31744 set "megabytes=31744"
set "collector=-XX:+UseG1GC -XX:G1HeapRegionSize=1m"
set "heap=-Xms8m -Xmx%megabytes%m"
:options_set

rem An option is left out if the user decides the same thing, in one of the four variables that run.sh looks at.
set "given=^[A-Z_]*JAVA_[A-Z_]*OPTIONS=.*"
set | findstr /r /c:"%given%-XX:.Use[A-Za-z0-9]*GC\>" >nul
if not errorlevel 1 set "collector="
set | findstr /r /c:"%given%-Xm[nsx]" /c:"%given%-XX:Initial[HR]" /c:"%given%-XX:M[ia][nx][HR]" >nul
if not errorlevel 1 set "heap="
set | findstr /r /c:"%given%-XX:TieredStopAtLevel" >nul
if not errorlevel 1 set "compiler="

"%jdk%\bin\java" "-Dgossip.home=%root%" %collector% %heap% %compiler% %GOSSIP_JAVA_OPTIONS% -cp "%jar%" %*
exit /b %errorlevel%

:no_jdk
set "home="
if defined JAVA_HOME set "home= It is "%JAVA_HOME:"=%" now."
echo No JDK 21 or newer found: install one (https://adoptium.net) or set JAVA_HOME to it.%home% 1>&2
exit /b 1

rem Sets jdk to the folder in candidate if jdk is not set and this is new enough and has the program "needed".
rem The file "release" of a JDK contains a line such as JAVA_VERSION="21.0.4".
:try
if defined jdk exit /b
if not exist "%candidate%\bin\%needed%" exit /b
if not exist "%candidate%\release" exit /b
set "version="
for /f "usebackq tokens=1,2 delims==" %%A in ("%candidate%\release") do if "%%A"=="JAVA_VERSION" set "version=%%~B"
if not defined version exit /b
set "major="
for /f "delims=.-+" %%V in ("%version%") do set "major=%%V"
if not defined major exit /b
for /f "delims=0123456789" %%X in ("%major%") do exit /b
if %major% lss 21 exit /b
for %%D in ("%candidate%\.") do set "jdk=%%~fD"
exit /b
