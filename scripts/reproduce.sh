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
  --figures reach_at_failure_3,reach_at_failure_10,reach_at_failure_50,delivery \
  --csv "$folder/silent.csv" --html "$folder/silent.html"
for preset in $presets; do
  run "preset-$preset" preset "$preset"
done
echo "tables and charts are in $folder"
