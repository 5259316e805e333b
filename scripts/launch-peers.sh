#!/usr/bin/env bash
# launch-peers.sh N [PEER OPTIONS...]
#
# Starts N peers as separate processes and prints the name, process id and address of each. The names
# are peer-1 to peer-N, or X-1 to X-N with --name X. `kill -INT PID` crashes one peer. Ctrl+C here ends
# all of them. Their events are in outputfile.txt. Their consoles show the same and are not displayed.
if [ -z "${BASH_VERSION:-}" ] || shopt -oq posix; then exec bash "$0" "$@"; fi # started by: sh launch-peers.sh
set -euo pipefail

here=$(readlink -f "$0" 2>/dev/null) || case $0 in */*) here=$0 ;; *) here=./$0 ;; esac # an old macOS has no -f
here=${here%/*}
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
  '' | 0* | *[!0-9]* | ?????*)
    fail "'${1:-}' is not a number of peers, 1 to 9999, as in: launch-peers.sh 5 --links 3" 2
    ;;
esac
n=$1 prefix=peer options=()
shift
while [ $# -gt 0 ]; do
  case $1 in
    --name=*) prefix=${1#*=} ;;
    --name)
      [ $# -gt 1 ] || fail "--name needs a value, as in: --name ada" 2
      prefix=$2
      shift
      ;;
    *) options+=("$1") ;;
  esac
  shift
done

bash "$here/run.sh" # builds once for all peers

# The console of each peer is a pipe. Its reader stores the lines up to the one with the address and drops the rest.
consoles=$(new_temporary_folder)
readers=()
trap 'end_all; kill ${readers[@]+"${readers[@]}"} 2>/dev/null || true; rm -rf "$consoles"' EXIT
for ((i = 0; i < n; i++)); do
  mkfifo "$consoles/$i"
  { sed -e '/PEER_STARTED/q' -e '/ listens on /q' >"$consoles/$i.beginning" && cat >/dev/null; } <"$consoles/$i" &
  readers+=("$!")
  start "$consoles/$i" bash "$here/peer.sh" --name "$prefix-$((i + 1))" ${options[@]+"${options[@]}"}
done

# Prints the address in the line about the start of a peer, which --output-format and --console make logfmt, JSON or a
# sentence.
address_in() {
  sed -n -e 's/.* PEER \([^ ]*\) PEER_STARTED .*/\1/p' -e 's/.*"address":"\([^"]*\)","event":"PEER_STARTED".*/\1/p' \
    -e 's/.* listens on \([^ ]*\), pid .*/\1/p' "$1" 2>/dev/null
}

addresses=() running=$n last_start=$SECONDS
while [ "$running" -gt 0 ]; do
  for ((i = 0; i < n; i++)); do
    name=$prefix-$((i + 1)) pid=${pids[i]} beginning=$consoles/$i.beginning
    # No program is called before there is something to read, because the peers need the processors now.
    if [ -z "$pid" ]; then
      continue
    elif [ -n "${addresses[i]:-}" ]; then
      is_running "$pid" && continue
      echo "$name  pid $pid  ${addresses[i]}  has ended"
      pids[i]='' running=$((running - 1))
    elif [ -s "$beginning" ] && addresses[i]=$(address_in "$beginning") && [ -n "${addresses[i]}" ]; then
      echo "$name  pid $pid  ${addresses[i]}"
      last_start=$SECONDS
    elif ! is_running "$pid"; then
      sleep 0.2 # for its last lines to arrive
      cat "$beginning" >&2
      fail "$name has ended before it listened; it says why above, or it was killed"
    elif [ $((SECONDS - last_start)) -gt 30 ]; then
      cat "$beginning" >&2
      fail "$name has not started within 30 s; start fewer peers than $n, or use --count, if the machine is overloaded"
    fi
  done
  sleep 0.2
done
