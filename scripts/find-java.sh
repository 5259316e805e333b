# shellcheck shell=bash
# Sourced by run.sh: finds a JDK that can build and run this project. In the shell's own words as far as
# that goes: with twenty nodes started at once, every program called here runs twenty times.

java_needed=21

# Sets java_version to that of the JDK in folder $1, as 25.0.3. Reading it is much faster than starting its java to ask.
read_version() {
  local line
  java_version=
  if [ -e "$1/release" ]; then
    while read -r line; do
      case $line in JAVA_VERSION=\"*) java_version=${line#*\"} java_version=${java_version%\"*} ;; esac
    done <"$1/release"
  else
    java_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
}

# Sets jdk to the one behind the java on the PATH. A stand-in (jenv, asdf, macOS) has no JDK around it and must be asked.
find_jdk_on_path() {
  local java
  jdk=
  java=$(command -v java) || return 0
  java=$(readlink -f "$java")
  jdk=${java%/bin/java}
  [ -e "$jdk/release" ] || jdk=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
}

# Sets java_home, java_version and java_major, or says what is missing and ends.
find_java() {
  local jdk
  find_jdk_on_path
  for java_home in "${JAVA_HOME:-}" "$jdk" \
    /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* ~/.sdkman/candidates/java/* ~/.jdks/* \
    {~,}/Library/Java/JavaVirtualMachines/*/Contents/Home ~/.jdks/*/Contents/Home \
    {/opt/homebrew,/usr/local}/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    # Not set is not the root folder, though there is a /bin/javac on many machines, whose java would have to be asked.
    { [ -n "$java_home" ] && [ -x "$java_home/bin/javac" ]; } || continue
    read_version "$java_home"
    java_major=${java_version%%[!0-9]*}
    [ "${java_major:-0}" -lt "$java_needed" ] || return 0
  done
  echo "No JDK $java_needed or newer found: install one (https://adoptium.net) or set JAVA_HOME to it." >&2
  exit 1
}
