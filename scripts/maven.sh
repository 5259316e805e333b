# shellcheck shell=bash
# Sourced by build.sh and bench.sh. Runs Maven with the JDK in $java_home.

# "incomplete", or the sources that were dated in the future at the last build
note=${root:?}/target/build.note

can_write() {
  { mkdir -p "$root/target" && : >>"$note"; } 2>/dev/null
}

require_maven() {
  command -v mvn >/dev/null ||
    stop "Maven is needed to build: install it (https://maven.apache.org/install.html) so that mvn is on the PATH."
  can_write || stop "Cannot write to $root/target: it must be a folder in which you may create files."
}

# run_maven ARGUMENTS...: prints nothing, or says why the build failed and exits. A newer JDK may add warnings. They are
# for developers and must not stop a user.
run_maven() {
  local output error
  output=$(JAVA_HOME=${java_home:?} mvn -q -B -ntp -f "$root/pom.xml" \
    -Dmaven.compiler.failOnWarning=false "$@" 2>&1) && return
  error=${output#*\[ERROR\] }
  error=${error%%$'\n'*}
  case $output in
    *"No space left on device"*) stop "Cannot build: no space is left on the file system of $root/target; free some there." ;;
    *"Read-only file system"*) stop "Cannot build: the file system of $root/target is read-only; copy the project to another." ;;
    *"could not be resolved"* | *"Could not resolve dependencies"*)
      stop "Cannot build: Maven cannot download what it needs; connect this machine to the network. Maven says: $error"
      ;;
  esac
  echo "$output" >&2
  stop "Cannot build $root: Maven has failed, see above."
}
