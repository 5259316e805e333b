#!/usr/bin/env bash
# launch-peers.sh N [PEER OPTIONS...]
#
# Starts N peers, each a process of its own named peer-1 ... peer-N (or X-1 ... X-N with --name X),
# and prints each one's name, pid and address. Crash one with `kill -INT PID`; Ctrl+C here ends them
# all. What they do is in outputfile.txt; their consoles, which say the same, are not shown.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
# shellcheck source-path=SCRIPTDIR source=processes.sh
source "$here/processes.sh"

fail() {
  echo "launch-peers.sh: $1" >&2
  exit "${2:-1}"
}

case ${1:-} in
  -h | --help)
    sed -n '2,/^set /s/^# \{0,1\}//p' "$0"
    exit
    ;;
  '' | 0* | *[!0-9]*) fail "how many peers? A number from 1 on must come first, as in: launch-peers.sh 5 --links 3" 2 ;;
esac
n=$1 prefix=peer options=()
shift
while [ $# -gt 0 ]; do
  case $1 in
    --name=*) prefix=${1#*=} ;;
    --name)
      [ $# -gt 1 ] || fail "--name needs a value" 2
      prefix=$2
      shift
      ;;
    *) options+=("$1") ;;
  esac
  shift
done

"$here/run.sh" # builds, once for all

# Each peer's console is a pipe. Its reader keeps the beginning, up to the line that tells the address, and drops the rest.
consoles=$(mktemp -d)
readers=()
trap 'end_all; kill ${readers[@]+"${readers[@]}"} 2>/dev/null || true; rm -rf "$consoles"' EXIT
for ((i = 0; i < n; i++)); do
  mkfifo "$consoles/$i"
  { sed '/ PEER_STARTED /q' >"$consoles/$i.beginning" && cat >/dev/null; } <"$consoles/$i" &
  readers+=("$!")
  start "$consoles/$i" "$here/peer.sh" --name "$prefix-$((i + 1))" ${options[@]+"${options[@]}"}
done

addresses=() running=$n last_news=$SECONDS
while [ "$running" -gt 0 ]; do
  for ((i = 0; i < n; i++)); do
    name=$prefix-$((i + 1)) pid=${pids[i]} beginning=$consoles/$i.beginning
    # Only the shell's own words, until there is something to see: the peers need the processors now.
    if [ -z "$pid" ]; then
      continue
    elif [ -n "${addresses[i]:-}" ]; then
      is_running "$pid" && continue
      echo "$name  pid $pid  ${addresses[i]}  has ended"
      pids[i]='' running=$((running - 1))
    elif [ -s "$beginning" ] && addresses[i]=$(sed -n 's/.* PEER \([^ ]*\) PEER_STARTED .*/\1/p' "$beginning" 2>/dev/null) && [ -n "${addresses[i]}" ]; then
      echo "$name  pid $pid  ${addresses[i]}"
      last_news=$SECONDS
    elif ! is_running "$pid"; then
      sleep 0.2 # for its last words
      cat "$beginning" >&2
      fail "$name has ended before it was up"
    elif [ $((SECONDS - last_news)) -gt 30 ]; then
      fail "$name is not up after 30 s"
    fi
  done
  sleep 0.2
done
