#!/usr/bin/env bash
# reproduce.sh [FOLDER]
#
# Runs the experiments of src/docs/experiments.md and writes their tables and charts into a folder
# (default: experiments in the current folder). Takes about 10 minutes on 2 processors.
if [ -z "${BASH_VERSION:-}" ] || shopt -oq posix; then exec bash "$0" "$@"; fi # started by: sh reproduce.sh
set -euo pipefail

here=$(readlink -f "$0" 2>/dev/null) || case $0 in */*) here=$0 ;; *) here=./$0 ;; esac # an old macOS has no -f
here=${here%/*}

fail() {
  echo "reproduce.sh: $1" >&2
  exit "${2:-1}"
}

case ${1:-} in
  -h | --help) sed -n '2,/^if /s/^# \{0,1\}//p' "$0" && exit ;;
  -*) fail "unknown option '$1'; allowed are a folder and --help" 2 ;;
esac
folder=${1:-experiments}
{ mkdir -p "$folder" && : >"$folder/example.txt"; } 2>/dev/null ||
  fail "cannot write to $folder; name a folder in which you may create files"

# run NAME ARGUMENTS...: code 1 means that a figure is worse than published; the document says which and why.
run() {
  local name=$1 code=0
  shift
  echo "$name: experiment $*"
  bash "$here/gossip.sh" experiment "$@" >"$folder/$name.txt" 2>"$folder/$name.log" || code=$?
  [ "$code" != 1 ] || echo "$name: worse than published, or not complete; see $folder/$name.txt and $folder/$name.log"
  [ "$code" -le 1 ] || fail "experiment $* has ended with exit code $code; see $folder/$name.log"
}

presets=$(bash "$here/gossip.sh" experiment preset list | cut -d' ' -f1)
run example --peers 300 --kill 30% --churn 10% --messages 30 --html "$folder/example.html" --csv "$folder/example.csv"
run loss --peers 300 --origins 1 --sweep loss=0,5,10,20 --sweep dissemination=flood,prune --repeat 5 \
  --figures reach_50,redundancy_mean --csv "$folder/loss.csv" --html "$folder/loss.html"
run silent --messages 2 --duration 2m --crash silent --sweep kill=hubs:10%,hubs:20%,10% --repeat 5 \
  --figures reach_at_failure_3,reach_at_failure_10,reach_at_failure_50,degrees_joined_exponent,degrees_exponent \
  --csv "$folder/silent.csv" --html "$folder/silent.html"

# reached EVENTS: the share of the due pairs reached by the messages at the crash, over time, and the last arrival.
reached() {
  awk -F, -v times="0.009 0.03 0.15 16 24 30" '
    BEGIN { n = split(times, seconds, " ") }
    $2 == "joined" && !joined[$3]++ { peers++ }
    $2 == "crashed" { crashed++; crash = $1 }
    $2 == "generated" && $1 == crash { messages++; at_crash[$5] = 1 }
    $2 == "received" && $5 in at_crash {
      last = $1 - crash
      for (i = 1; i <= n; i++) count[i] += last <= seconds[i]
    }
    END {
      due = messages * (peers - crashed - 1)
      for (i = 1; i <= n; i++) printf "%s s: %.1f %%, ", seconds[i], 100 * count[i] / due
      printf "last after %.1f s\n", last
    }' "$1"
}

for kill in hubs:10% hubs:20% 10%; do
  for random_seed in 42 43 44 45 46; do
    run silent-events --messages 2 --duration 2m --crash silent --kill "$kill" --random-seed "$random_seed" \
      --export-events "$folder/silent-events.csv" >&2
    echo "--kill $kill --random-seed $random_seed: $(reached "$folder/silent-events.csv")"
  done
done | tee "$folder/silent-reach.txt"
run kill --messages 2 --duration 2m --kill 80%
for preset in $presets; do
  run "preset-$preset" preset "$preset"
done
for options in "--topology tree4" "--topology grid" "--topology grid --dissemination prune" "--topology grid --jitter" \
  "--topology grid --partition 10s" "--topology grid --loss 1" "--topology grid --loss 10"; do
  echo "maelstrom check $options"
  # shellcheck disable=SC2086 # several words; code 1: a value is lost, as the document says of a loss of 10 %
  bash "$here/gossip.sh" maelstrom check $options || [ $? = 1 ] || fail "maelstrom check $options has failed: see its message above"
done | tee "$folder/maelstrom.txt"
echo "tables and charts are in $folder"
