#!/usr/bin/env bash
# demo.sh [--fast] [--web] [--tls]
#
# Shows the network in about a minute. Starts 3 seeds and 10 peers as processes, lets the peers gossip,
# and crashes the peer with the most neighbors. Its neighbors must detect that, the seeds must remove the
# peer, and all other peers must still receive every message. A report checks this at the end. The exit
# code is 1 if a check fails. --fast runs everything ten times faster. --web shows the network in the
# dashboard, prints its address, and keeps it running after the report until Ctrl+C.
# --tls creates certificates for the run, and all connections use TLS.
# All events stay in target/demo/outputfile.txt.
if [ -z "${BASH_VERSION:-}" ] || shopt -oq posix; then exec bash "$0" "$@"; fi # started by: sh demo.sh
set -euo pipefail

here=$(readlink -f "$0" 2>/dev/null) || case $0 in */*) here=$0 ;; *) here=./$0 ;; esac # an old macOS has no -f
root=$(cd "${here%/*}/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=processes.sh
source "$root/scripts/processes.sh"

#      messages   heartbeats  from a message to the crash  progress every  wait at most
timings=(5s         13s         2                            5               60)
web='' tls=''
for option; do
  case $option in
    --fast) timings=(500ms 1300ms 0.2 1 30) ;;
    --web) web=yes ;;
    --tls) tls=yes ;;
    -h | --help) sed -n '2,/^set /s/^# \{0,1\}//p' "$0" && exit ;;
    *) echo "demo.sh: unknown option '$option'; allowed are --fast, --web, --tls and --help" >&2 && exit 2 ;;
  esac
done
heartbeat=${timings[1]} pause=${timings[2]} every=${timings[3]} timeout=${timings[4]}

names=(seed-1 seed-2 seed-3 ada alan barbara dennis edsger grace hedy leslie radia tim)
seeds=3 peers=10 messages=10
dir=$root/target/demo
log=$dir/outputfile.txt
victim='' victim_index='' # the address of the peer to crash, and its index in names and pids

say() {
  printf '%3d s  %s\n' "$SECONDS" "$*"
}

fail() {
  echo "demo.sh: $*" >&2
  exit 1
}

# --- Reading the log. A line is: time, role, own address, event, key=value ...

# Prints the number of nodes, without the victim, that have logged event $1 at least $2 times.
nodes_with() {
  awk -v event="$1" -v times="$2" -v victim="$victim" \
    '$4 == event && $3 != victim && ++n[$3] == times { nodes++ } END { print nodes + 0 }' "$log"
}

# Prints a line PEER NEIGHBOR for each link and each of its two ends.
links() {
  awk '{ match($0, / peer=[^ ]+/); link = $3 " " substr($0, RSTART + 6, RLENGTH - 6) }
    $4 == "NEIGHBOR_CONNECTED" { up[link] } $4 == "NEIGHBOR_DISCONNECTED" { delete up[link] }
    END { for (link in up) print link }' "$log"
}

traffic() {
  awk '$4 == "GOSSIP_GENERATED" { sent++ } $4 == "GOSSIP_RECEIVED" { received++ }
    END { printf "%d messages sent, received %d times", sent, received }' "$log"
}

name_at() {
  local name
  name=$(sed -n "s/.* PEER $1 PEER_STARTED .*name=\([^ ]*\).*/\1/p" "$log")
  echo "${name:-seed $1}"
}

# --- Conditions for await.

all_have() { # EVENT TIMES HOW_MANY
  [ "$(nodes_with "$1" "$2")" -ge "$3" ]
}

victim_has_sent() { # more than $1 messages, or its last one
  local sent
  sent=$(grep -c " $victim GOSSIP_GENERATED " "$log")
  [ "$sent" -gt "$1" ] || [ "$sent" -ge "$messages" ]
}

victim_has_ended() {
  ! is_running "$victim_pid"
}

# Prints a line for each node that has declared the victim dead or removed it, and takes it off the list waiting_for.
victim_is_removed() {
  local node left='' after="$((SECONDS - crashed_at)) s after the crash"
  for node in $waiting_for; do
    if grep -qE " $node NEIGHBOR_DEAD peer=$victim( |\$)" "$log"; then
      say "$(name_at "$node") has declared $victim_name dead, $after"
    elif grep -qE " $node PEER_REMOVED peer=$victim reason=dead( |\$)" "$log"; then
      say "$(name_at "$node") has removed $victim_name, $after"
    else
      left+=" $node"
    fi
  done
  waiting_for=$left
  [ -z "$waiting_for" ]
}

# await WHAT CONDITION...: waits until the condition holds. Shows the progress, and fails if another node ends.
await() {
  local what=$1 since=$SECONDS shown=$SECONDS i
  shift
  until "$@"; do
    for i in "${!pids[@]}"; do
      [ "$i" = "$victim_index" ] || is_running "${pids[i]}" ||
        fail "${names[i]} has ended; see $dir/${names[i]}.console.txt"
    done
    [ $((SECONDS - since)) -lt "$timeout" ] ||
      fail "waited $timeout s for $what; the machine may be overloaded; see $log"
    if [ $((SECONDS - shown)) -ge "$every" ]; then
      say "$(traffic); waiting for $what"
      shown=$SECONDS
    fi
    sleep 0.1
  done
}

# Serves the dashboard and opens it in a browser if there is a display.
start_dashboard() {
  local url
  local console=$dir/dashboard.console.txt
  names=("${names[@]:0:seeds}" dashboard "${peer_names[@]}") # in the order of the starts
  start "$console" bash "$root/scripts/gossip.sh" dashboard --config "$dir/config.txt" \
    --listen 127.0.0.1:0 ${operator_tls[@]+"${operator_tls[@]}"}
  await "the dashboard to start" grep -q ' is at ' "$console"
  url=$(sed -n 's/.* is at //p' "$console")
  say "watch it at $url"
  if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null; then
    xdg-open "$url" >/dev/null 2>&1 &
  elif [ "$(uname)" = Darwin ]; then
    open "$url"
  fi
}

# --- The demo.

bash "$root/scripts/run.sh" # builds
SECONDS=0
! is_running "$(cat "$dir/pid" 2>/dev/null)" ||
  fail "another demo is running; end process $(cat "$dir/pid"), or delete $dir/pid if that is another program"
{ rm -rf "$dir" && mkdir -p "$dir" && echo $$ >"$dir/pid"; } 2>/dev/null ||
  fail "cannot write to $dir; run the demo in a copy of the project that you may write, with space on its disk"
keys=$(new_temporary_folder)
trap 'end_all; rm -rf "$dir/pid" "$keys"' EXIT
: >"$log"

seed_tls=() peer_tls=() operator_tls=()
if [ -n "$tls" ]; then
  bash "$root/scripts/gossip.sh" keys init --ca "$keys/ca" >/dev/null
  for role in seed peer operator; do
    bash "$root/scripts/gossip.sh" keys issue --ca "$keys/ca" --role "$role" --host 127.0.0.1 --out "$keys/$role" \
      >/dev/null
  done
  seed_tls=(--tls "$keys/seed") peer_tls=(--tls "$keys/peer") operator_tls=(--tls "$keys/operator")
  say "created certificates for seeds, peers and an operator; all connections use TLS"
fi

for name in "${names[@]:0:seeds}"; do
  start "$dir/$name.console.txt" bash "$root/scripts/seed.sh" --listen 127.0.0.1:0 --output "$log" \
    ${seed_tls[@]+"${seed_tls[@]}"}
done
await "all seeds to listen" all_have SEED_STARTED 1 "$seeds"
awk '$4 == "SEED_STARTED" { print $3 }' "$log" >"$dir/config.txt"
say "$seeds seeds listen on $(paste -sd ' ' "$dir/config.txt")"

peer_names=("${names[@]:seeds}")
[ -z "$web" ] || start_dashboard
for name in "${peer_names[@]}"; do
  start "$dir/$name.console.txt" bash "$root/scripts/peer.sh" --name "$name" --config "$dir/config.txt" \
    --output "$log" ${peer_tls[@]+"${peer_tls[@]}"} --messages "$messages" \
    --gossip-interval "${timings[0]}" --ping-interval "$heartbeat"
done
say "$peers peers start: ${peer_names[*]}"
await "all peers to join" all_have JOINED 1 "$peers"
say "all have joined, with $(($(links | wc -l) / 2)) links between them"
await "the second message of every peer" all_have GOSSIP_GENERATED 2 "$peers"

# The peer with the most neighbors is the greatest loss. It crashes between two messages, so none of them is cut off.
victim=$(links | awk '++n[$1] > most { most = n[$1]; peer = $1 } END { if (most > 1) print peer }')
[ -n "$victim" ] || fail "no peer has two neighbors; see $log"
victim_name=$(name_at "$victim")
for i in "${!names[@]}"; do
  [ "${names[i]}" != "$victim_name" ] || victim_index=$i victim_pid=${pids[i]}
done
await "the next message of $victim_name" victim_has_sent "$(grep -c " $victim GOSSIP_GENERATED " "$log")"
sleep "$pause"
waiting_for=$(links | awk -v victim="$victim" '$2 == victim { print $1 }')
say "Ctrl+C on $victim_name ($victim, pid $victim_pid), a crash; its neighbors" \
  "$(for node in $waiting_for; do name_at "$node"; done | paste -sd ' ' -) should detect it"
waiting_for+=" $(sed -n "s/.* PEER $victim REGISTERED .*seed=\([^ ]*\).*/\1/p" "$log" | sort -u)"
kill -INT "$victim_pid"
crashed_at=$SECONDS
await "$victim_name to end" victim_has_ended
pids[victim_index]=

await "$victim_name to be declared dead and removed" victim_is_removed
await "the last message of every peer" all_have GOSSIP_GENERATED "$messages" $((peers - 1))
sleep 2 # for the last messages to arrive
say "$(traffic)"
if [ -z "$web" ]; then
  say "stopping all nodes"
  end_all
fi

echo
code=0
bash "$root/scripts/gossip.sh" report --seeds "$seeds" --peers "$peers" --killed "$victim" \
  --heartbeat "$heartbeat" --misses 3 "$log" || code=$?
[ -n "$web" ] || exit "$code"
echo
echo "The network and the dashboard run until Ctrl+C."
while sleep 1; do :; done
