# shellcheck shell=bash
# Sourced. Starts child processes that can be killed one by one, and ends all of them when the script ends. The script
# has a function fail, which prints a message and exits.

command -v mktemp >/dev/null || PATH=$PATH:/usr/bin:/bin

pids=() # the process ids in the order of the starts; '' if the process is known to have ended

new_temporary_folder() {
  local folder
  { folder=$(mktemp -d) && echo >"$folder/space"; } 2>/dev/null ||
    fail "cannot write to ${TMPDIR:-/tmp}; set TMPDIR to a folder with space, in which you may create files"
  echo "$folder"
}

# A process that a script starts in the background ignores SIGINT, and so do its children. env of GNU undoes that.
with_sigint=(env)
env --default-signal=INT true 2>/dev/null && with_sigint=(env --default-signal=INT)

# start CONSOLE COMMAND...
start() {
  local console=$1
  shift
  set -m # a process group for each child: Ctrl+C here does not reach the children, and `kill -INT PID` reaches them
  "${with_sigint[@]}" "$@" </dev/null >"$console" 2>&1 &
  pids+=("$!")
  set +m
  disown "$!" # otherwise bash prints a line when the child ends
}

is_running() {
  kill -0 "$1" 2>/dev/null
}

end_all() {
  local pid tries
  for pid in ${pids[@]+"${pids[@]}"}; do # bash 3.2 of macOS rejects a plain empty array
    [ -z "$pid" ] || kill -INT "$pid" || true
  done
  for pid in ${pids[@]+"${pids[@]}"}; do
    for ((tries = 0; tries < 50; tries++)); do
      { [ -n "$pid" ] && is_running "$pid"; } || continue 2
      sleep 0.1
    done
    kill -KILL "$pid" || true # it hangs or is stopped
  done
  pids=()
} 2>/dev/null

# A second Ctrl+C must not interrupt end_all.
exit_with() {
  trap '' HUP INT TERM
  exit "$1"
}
trap end_all EXIT
trap 'exit_with 129' HUP
trap 'exit_with 130' INT
trap 'exit_with 143' TERM
