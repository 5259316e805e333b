# shellcheck shell=bash
# Sourced by run.sh: builds target/gossip.jar, from $root, with the JDK in $java_home, and the archive of its classes.

jar=${root:?}/target/gossip.jar
lock=$root/target/build.lock

is_built() {
  [ -e "$jar" ] && [ -z "$(find "$root/pom.xml" "$root/src/main" -newer "$jar")" ]
}

# Terminals started together must not build together: the first writes its pid here, the others wait.
take_lock() {
  (set -o noclobber && echo $$ >"$lock") 2>/dev/null
}

lock_is_held() {
  kill -0 "$(cat "$lock")"
} 2>/dev/null

build_if_changed() {
  is_built && is_archived && return
  mkdir -p "$root/target"
  until take_lock; do
    sleep 0.5
    # Held by nobody alive, and that twice, as its holder may just be leaving: a build that was killed.
    lock_is_held || { sleep 0.5 && lock_is_held; } || rm -f "$lock"
  done
  (
    stage=$root/target/rehearsal.$$
    trap 'rm -rf "$lock" "$stage"' EXIT
    is_built || build
    is_archived || make_archive "$stage"
  )
  name_archive # of the jar that there is now
}

build() {
  local reason="first run" output
  [ -e "$jar" ] && reason="the source has changed"
  if ! command -v mvn >/dev/null; then
    echo "Maven is needed to build: install it (https://maven.apache.org/install.html), so that mvn is on the PATH." >&2
    exit 1
  fi
  echo "Building ($reason)..." >&2
  rm -f "$jar" # running nodes keep the one that they have open
  # A newer JDK's new warnings are for developers to see, not for users to be stopped by.
  if ! output=$(JAVA_HOME=${java_home:?} mvn -q -B -ntp -f "$root/pom.xml" \
    -Dmaven.test.skip -Dmaven.compiler.failOnWarning=false package 2>&1); then
    echo "$output" >&2
    exit 1
  fi
}
