#!/usr/bin/env bash
# demo.sh [--fast]
#
# The network at work, in about a minute: 3 seeds and 10 peers, real processes, join, gossip, and
# lose one of theirs, whom a Ctrl+C crashes. Its neighbors must find out by their heartbeats, the
# seeds must remove it, and every message must arrive all the same; the summary at the end checks
# that. Ends non-zero if anything did not hold. --fast: all ten times faster.
# Everything that happened stays readable in target/demo/outputfile.txt.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "$0")")")
# shellcheck source-path=SCRIPTDIR source=processes.sh
source "$root/scripts/processes.sh"

#                  messages   heartbeats  from a message to the kill   progress every  wait at most
case ${1:-} in
  '')     timings=(5s         13s         2                            5               60) ;;
  --fast) timings=(500ms      1300ms      0.2                          1               30) ;;
  -h | --help) sed -n '2,/^set /s/^# \{0,1\}//p' "$0" && exit ;;
  *) echo "demo.sh: $1? There is only --fast, and --help." >&2 && exit 2 ;;
esac
heartbeat=${timings[1]} pause=${timings[2]} every=${timings[3]} patience=${timings[4]}

names=(seed-1 seed-2 seed-3 ada alan barbara dennis edsger grace hedy leslie radia tim)
seeds=3 peers=10 messages=10
dir=$root/target/demo
log=$dir/outputfile.txt
victim='' victim_index='' # its address and its place in names and pids, from when it is chosen

say() {
  printf '%3d s  %s\n' "$SECONDS" "$*"
}

fail() {
  echo "demo.sh: $*" >&2
  exit 1
}

# --- What the log tells. A line is: time, role, own address, event, key=value ...

# How many nodes, the victim aside, have logged event $1 at least $2 times.
nodes_with() {
  awk -v event="$1" -v times="$2" -v victim="$victim" \
    '$4 == event && $3 != victim && ++n[$3] == times { nodes++ } END { print nodes + 0 }' "$log"
}

# The links there are: PEER NEIGHBOR, each from both of its ends.
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
  echo "${name:-the seed $1}"
}

# --- Conditions to wait for.

all_have() { # EVENT TIMES HOW_MANY
  [ "$(nodes_with "$1" "$2")" -ge "$3" ]
}

victim_has_spoken() { # since it had sent $1 messages, or for the last time
  local sent
  sent=$(grep -c " $victim GOSSIP_GENERATED " "$log")
  [ "$sent" -gt "$1" ] || [ "$sent" -ge "$messages" ]
}

victim_has_ended() {
  ! is_running "$victim_pid"
}

# Takes off the list of witnesses whoever has found the victim dead, and says so.
verdict_is_in() {
  local witness left=
  for witness in $witnesses; do
    if grep -qE " $witness (NEIGHBOR_DEAD peer=$victim|PEER_REMOVED peer=$victim reason=dead)( |\$)" "$log"; then
      say "$(name_at "$witness") knows that $victim_name is dead, $((SECONDS - killed_at)) s after"
    else
      left+=" $witness"
    fi
  done
  witnesses=$left
  [ -z "$witnesses" ]
}

# await WHAT CONDITION...: until it holds, shows how things are, and watches that nobody else ends.
await() {
  local what=$1 since=$SECONDS shown=$SECONDS i
  shift
  until "$@"; do
    for i in "${!pids[@]}"; do
      [ "$i" = "$victim_index" ] || is_running "${pids[i]}" ||
        fail "${names[i]} has ended; its last words are in target/demo/${names[i]}.console.txt"
    done
    [ $((SECONDS - since)) -lt "$patience" ] || fail "$patience s were not enough for $what; see target/demo/outputfile.txt"
    if [ $((SECONDS - shown)) -ge "$every" ]; then
      say "$(traffic); waiting for $what"
      shown=$SECONDS
    fi
    sleep 0.1
  done
}

# --- The demo.

"$root/scripts/run.sh" # builds
SECONDS=0
! is_running "$(cat "$dir/pid" 2>/dev/null)" || fail "it runs already, as pid $(cat "$dir/pid")"
rm -rf "$dir"
mkdir -p "$dir"
echo $$ >"$dir/pid"
trap 'end_all; rm -f "$dir/pid"' EXIT
: >"$log"

for name in "${names[@]:0:seeds}"; do
  start "$dir/$name.console.txt" "$root/scripts/seed.sh" --listen 127.0.0.1:0 --output "$log"
done
await "the seeds to listen" all_have SEED_STARTED 1 "$seeds"
awk '$4 == "SEED_STARTED" { print $3 }' "$log" >"$dir/config.txt"
say "$seeds seeds listen: $(paste -sd ' ' "$dir/config.txt")"

for name in "${names[@]:seeds}"; do
  start "$dir/$name.console.txt" "$root/scripts/peer.sh" --name "$name" --config "$dir/config.txt" --output "$log" \
    --messages "$messages" --gossip-interval "${timings[0]}" --ping-interval "$heartbeat"
done
say "$peers peers start: ${names[*]:seeds}"
await "all to join" all_have JOINED 1 "$peers"
say "all have joined, with $(($(links | wc -l) / 2)) links between them"
await "everyone's second message" all_have GOSSIP_GENERATED 2 "$peers"

# The best connected peer is the greatest loss. It falls silent between two messages, so that what it sent has left it.
read -r degree victim < <(links | cut -d' ' -f1 | sort | uniq -c | sort -rn) || fail "no peer has a neighbor"
[ "$degree" -ge 2 ] || fail "no peer has two neighbors"
victim_name=$(name_at "$victim")
for i in "${!names[@]}"; do
  [ "${names[i]}" != "$victim_name" ] || victim_index=$i victim_pid=${pids[i]}
done
await "$victim_name's next message" victim_has_spoken "$(grep -c " $victim GOSSIP_GENERATED " "$log")"
sleep "$pause"
witnesses=$(links | awk -v victim="$victim" '$2 == victim { print $1 }')
say "Ctrl+C on $victim_name ($victim, pid $victim_pid), a crash; to be found by its neighbors" \
  "$(for witness in $witnesses; do name_at "$witness"; done | paste -sd ' ' -)"
witnesses+=" $(sed -n "s/.* PEER $victim REGISTERED .*seed=\([^ ]*\).*/\1/p" "$log" | sort -u)"
kill -INT "$victim_pid"
killed_at=$SECONDS
await "$victim_name to end" victim_has_ended
pids[victim_index]=

await "$victim_name to be found dead" verdict_is_in
await "everyone's last message" all_have GOSSIP_GENERATED "$messages" $((peers - 1))
sleep 2 # for the last ones to arrive
say "$(traffic); all end"
end_all

echo
"$root/scripts/run.sh" gossip.report.RunReport --seeds "$seeds" --peers "$peers" --killed "$victim" \
  --heartbeat "$heartbeat" --misses 3 "$log"
