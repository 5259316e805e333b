# shellcheck shell=bash
# Sourced by run.sh. Builds target/gossip.jar with the JDK in $java_home if a source is newer than the jar.

jar=${root:?}/target/gossip.jar
note=$root/target/build.note # "incomplete", or the sources that were dated in the future at the last build
lock=$root/target/build.lock
max_wait_seconds=300

# Prints name and checksum of each source newer than file $1, and the name of each folder that was changed since.
newer_sources() {
  LC_ALL=C find "$root/pom.xml" "$root/src/main" -newer "$1" -exec cksum {} + 2>&1 || true # cksum fails for a folder
}

# A source dated in the future is newer than every jar. It counts as changed if its checksum has changed.
is_built() {
  local noted=
  [ -e "$jar" ] || return
  [ ! -e "$note" ] || noted=$(<"$note")
  [ "$(newer_sources "$jar")" = "$noted" ]
}

stop() {
  echo "$1" >&2
  exit 1
}

wait_for_lock() {
  echo "Waiting for another build, at most $max_wait_seconds s..." >&2
  "$@" || stop "The other build did not end within $max_wait_seconds s. If no build is running, delete $lock and try again."
}

# Held until the subshell that calls this ends. The kernel releases a lock of flock even if the process is killed.
take_lock() {
  if command -v flock >/dev/null; then
    exec 9>"$lock"
    flock -n 9 || wait_for_lock flock -w "$max_wait_seconds" 9
  else
    lock=$lock.folder
    mkdir "$lock" 2>/dev/null || wait_for_lock retry_mkdir
    trap 'rmdir "$lock"' EXIT
  fi
}

retry_mkdir() {
  local tries
  for ((tries = 0; tries < max_wait_seconds; tries++)); do
    sleep 1
    ! mkdir "$lock" 2>/dev/null || return 0
  done
  return 1
}

build_if_changed() {
  ! is_built || return 0
  command -v mvn >/dev/null ||
    stop "Maven is needed to build: install it (https://maven.apache.org/install.html) so that mvn is on the PATH."
  { mkdir -p "$root/target" && : >>"$note"; } 2>/dev/null ||
    stop "Cannot write to $root/target: it must be a folder in which you may create files."
  (
    take_lock
    is_built || build
  )
}

build() {
  local reason="first run" future output
  [ ! -e "$jar" ] || reason="the source has changed"
  echo "Building ($reason)..." >&2
  echo incomplete >"$note"
  future=$(newer_sources "$note")
  rm -f "$jar" # running nodes keep the file that they have open
  # Warnings of a newer JDK are for developers. They must not stop a user.
  output=$(JAVA_HOME=${java_home:?} mvn -q -B -ntp -f "$root/pom.xml" \
    -Dmaven.test.skip -Dmaven.compiler.failOnWarning=false package 2>&1) || stop "$output"
  touch -r "$note" "$jar" # the time before the build, so that a source edited during the build is newer
  echo "$future" >"$note"
}
