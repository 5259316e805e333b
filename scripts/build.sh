# shellcheck shell=bash
# Sourced by run.sh. Builds target/gossip.jar with the JDK in $java_home if a source is newer than the jar. Sets jar to
# a copy of it, because Maven may replace the jar while nodes run, and they would then miss classes.

# shellcheck source-path=SCRIPTDIR source=maven.sh
source "${root:?}/scripts/maven.sh"

jar=$root/target/gossip.jar
copies=$root/target/run # a folder for each version of the jar that is in use
current=$copies/current # holds the name of the newest one
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

wait_for_lock() {
  echo "Waiting for another build, at most $max_wait_seconds s..." >&2
  "$@" ||
    stop "The other build did not end within $max_wait_seconds s. If no build is running, delete $lock and try again."
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
  if is_built; then
    ! is_copied || return 0
    can_write || return 0 # without a copy, in a project of another user or on a read-only file system
  else
    require_maven
  fi
  (
    take_lock
    is_built || build
    is_copied || copy
  )
  use_copy || true
}

# Sets jar to the copy if there is one of the present jar. Files of one moment may have the same time.
is_copied() {
  [ "$current" -nt "$jar" ] && use_copy
}

use_copy() {
  local name
  [ -e "$current" ] && read -r name <"$current" && [ -e "$copies/$name/gossip.jar" ] && jar=$copies/$name/gossip.jar
}

# Copies the jar to a folder that is named after its content. Without space for a copy, the jar itself is used.
copy() {
  local name new=$copies/new
  rm -rf "$new" # of a start that was killed
  name=$(cksum <"$jar")
  name=${name// /-}
  if [ ! -e "$copies/$name/gossip.jar" ]; then
    remove_unused
    if ! { mkdir -p "$new" && cp -R "$jar" "$root/target/lib" "$new" && mv "$new" "$copies/$name"; } 2>/dev/null; then
      rm -rf "$new" "$current"
      return
    fi
  fi
  echo "$name" >"$current"
}

# Removes the copies from which no process runs.
remove_unused() {
  local processes folder
  processes=$(ps -A -ww -o args 2>/dev/null) || return 0
  for folder in "$copies"/*/; do
    case $processes in *"$folder"gossip.jar*) ;; *) rm -rf "$folder" ;; esac
  done
}

build() {
  local reason="first run" future
  [ ! -e "$jar" ] || reason="the source has changed"
  echo "Building ($reason)..." >&2
  echo incomplete >"$note"
  future=$(newer_sources "$note")
  rm -f "$jar" # running nodes keep the file that they have open
  # A run needs no tests and no release archives.
  run_maven -Dmaven.test.skip -Dassembly.skipAssembly -Dmaven.antrun.skip package
  touch -r "$note" "$jar" # the time before the build, so that a source edited during the build is newer
  echo "$future" >"$note"
}
