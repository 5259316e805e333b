# shellcheck shell=bash
# Sourced by run.sh: finds a JDK that can build and run this project.

java_needed=21

# The version (21, 25, ...) of the JDK in folder $1. Reading it is much faster than starting its java to ask.
jdk_version() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) ||
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  echo "${version:-0}"
}

# The JDK behind the java on the PATH. A stand-in (jenv, asdf, macOS) has no JDK around it and must be asked.
jdk_on_path() {
  local java
  java=$(command -v java) || return 0
  java=$(readlink -f "$java")
  if [ -e "${java%/bin/java}/release" ]; then
    echo "${java%/bin/java}"
  else
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
  fi
}

# Sets java_home, or says what is missing and ends.
find_java() {
  for java_home in "${JAVA_HOME:-}" "$(jdk_on_path)" \
    /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* ~/.sdkman/candidates/java/* ~/.jdks/* \
    {~,}/Library/Java/JavaVirtualMachines/*/Contents/Home ~/.jdks/*/Contents/Home \
    {/opt/homebrew,/usr/local}/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -x "$java_home/bin/javac" ] && [ "$(jdk_version "$java_home")" -ge "$java_needed" ]; then
      return
    fi
  done
  echo "No JDK $java_needed or newer found: install one (https://adoptium.net) or set JAVA_HOME to it." >&2
  exit 1
}
