# shellcheck shell=bash
# Sourced: child processes that can be killed one by one, and that never outlive the script.

pids=() # of what has been started, in that order; '' where it is known to have ended

# Whoever is started in the background by a script ignores SIGINT, and so do its children, for good. Undo that where env can.
with_sigint=(env)
env --default-signal=INT true 2>/dev/null && with_sigint=(env --default-signal=INT)

# start CONSOLE COMMAND...
start() {
  local console=$1
  shift
  set -m # job control gives it a process group: a Ctrl+C here is ours alone, and a `kill -INT` there works
  "${with_sigint[@]}" "$@" </dev/null >"$console" 2>&1 &
  pids+=("$!")
  set +m
  disown "$!" # or bash would report its end in words of its own
}

is_running() {
  kill -0 "$1" 2>/dev/null
}

end_all() {
  local pid tries
  for pid in ${pids[@]+"${pids[@]}"}; do # so spelt, macOS's old bash takes an empty array
    [ -z "$pid" ] || kill -INT "$pid" || true
  done
  for pid in ${pids[@]+"${pids[@]}"}; do
    for ((tries = 0; tries < 50; tries++)); do
      { [ -n "$pid" ] && is_running "$pid"; } || continue 2
      sleep 0.1
    done
    kill -KILL "$pid" || true # hung, or stopped
  done
  pids=()
} 2>/dev/null

# However the script ends. Ctrl+C once is enough: a second one must not cut this short.
exit_with() {
  trap '' HUP INT TERM
  exit "$1"
}
trap end_all EXIT
trap 'exit_with 129' HUP
trap 'exit_with 130' INT
trap 'exit_with 143' TERM
