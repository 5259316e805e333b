@echo off
rem run.bat MAIN_CLASS [ARGUMENTS...]: what the other .bat files start a Java program with.
rem Finds a JDK, builds if the source has changed, and runs the class, in the current folder.
rem Without a class it only builds.
setlocal
for %%D in ("%~dp0..") do set "root=%%~fD"
set "jar=%root%\target\gossip.jar"

set "jdk="
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%J in ('where java 2^>nul') do call :try "%%~dpJ.."
for /d %%D in (
  "%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*"
  "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%USERPROFILE%\.jdks\*"
) do call :try "%%~D"
if not defined jdk (
  echo No JDK 21 or newer found: install one ^(https://adoptium.net^) or set JAVA_HOME to it. 1>&2
  exit /b 1
)

rem Built, if the jar is newer than every source. PowerShell can compare, cmd cannot.
set "newer=(Get-Item $env:root\pom.xml), (Get-ChildItem -Recurse $env:root\src\main) | ForEach-Object { $_ } | Where-Object LastWriteTime -gt (Get-Item $env:jar).LastWriteTime"
if exist "%jar%" powershell -NoProfile -Command "if (%newer%) { exit 1 }" && goto run

where mvn >nul 2>nul || (
  echo Maven is needed to build: install it ^(https://maven.apache.org/install.html^), so that mvn is on the PATH. 1>&2
  exit /b 1
)
echo Building... 1>&2
set "JAVA_HOME=%jdk%"
call mvn -q -B -ntp -f "%root%\pom.xml" -Dmaven.test.skip -Dmaven.compiler.failOnWarning=false package || exit /b 1

:run
if "%~1"=="" exit /b 0
rem The options are those of run.sh, where they are explained.
set nodes=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m "-XX:CompileCommandFile=%root%\scripts\compile-early.txt"
echo %* | findstr /r /c:" --count[ =]" >nul && set "nodes=-XX:+UseG1GC -XX:G1HeapRegionSize=1m"
"%jdk%\bin\java" -Xms8m %nodes% "-Dgossip.home=%root%" %GOSSIP_JAVA_OPTIONS% -cp "%jar%" %*
exit /b %errorlevel%

rem Takes the JDK in folder %1, if none is taken yet and it is new enough. Its release file says JAVA_VERSION="21.0.4".
:try
if defined jdk exit /b
if not exist "%~1\bin\javac.exe" exit /b
set "version="
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul') do set "version=%%V"
if not defined version exit /b
set "version=%version:"=%"
if %version% geq 21 set "jdk=%~f1"
exit /b
