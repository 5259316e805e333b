# shellcheck shell=bash
# Sourced by run.sh and bench.sh. Finds a JDK that can build and run this project. In a release archive,
# which needs no build, a Java runtime is enough. Uses the shell itself where it can, because
# twenty nodes started together start every program that is called here twenty times.

java_needed=21

stop() {
  echo "$1" >&2
  exit 1
}

# Sets java_version to the version of the JDK in folder $1, such as 25.0.3. Reads the file "release" if there is
# one, because that is much faster than starting java.
read_version() {
  local line
  java_version=
  if [ -e "$1/release" ]; then
    while read -r line; do
      case $line in JAVA_VERSION=\"*) java_version=${line#*\"} java_version=${java_version%\"*} ;; esac
    done <"$1/release"
  else
    java_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p') || true
  fi
}

# Sets jdk to the JDK of the java on the PATH. The java of jenv, asdf and macOS is a wrapper outside of its JDK, so
# the wrapper is started to get the folder.
find_jdk_on_path() {
  local java
  jdk=
  java=$(command -v java) || return 0
  java=$(readlink -f "$java" 2>/dev/null || echo "$java") # an old macOS has no -f
  jdk=${java%/bin/java}
  [ -e "$jdk/release" ] || jdk=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p') || true
}

# Sets java_home, java_version and java_major. Without a JDK or runtime, prints what to install and exits.
find_java() {
  local jdk program=javac name=JDK home=${JAVA_HOME:-}
  [ -e "${root:?}/scripts/build.sh" ] || { program=java name=Java; }
  find_jdk_on_path
  for java_home in "$home" "$jdk" \
    /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* ~/.sdkman/candidates/java/* ~/.jdks/* \
    {~,}/Library/Java/JavaVirtualMachines/*/Contents/Home ~/.jdks/*/Contents/Home \
    {/opt/homebrew,/usr/local}/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    # An empty name would be the root folder. Many machines have a /bin/java.
    { [ -n "$java_home" ] && [ -x "$java_home/bin/$program" ]; } || continue
    read_version "$java_home"
    java_major=${java_version%%[!0-9]*}
    [ "${java_major:-0}" -lt "$java_needed" ] || return 0
  done
  java_version="no bin/$program"
  [ ! -x "$home/bin/$program" ] || read_version "$home"
  home=${home:+ It is $home now, which has ${java_version:-no version}.}
  stop "No $name $java_needed or newer found: install one (https://adoptium.net) or set JAVA_HOME to it.$home"
}
