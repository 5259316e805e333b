#!/usr/bin/env bash
# Runs the experiments of src/docs/experiments.md and writes their tables and charts into a folder.
# Usage: reproduce.sh [FOLDER] (default: experiments in the current folder). Takes about 10 minutes on 2 processors.
set -u
scripts=$(dirname "$(readlink -f "$0")")
folder=${1:-experiments}
mkdir -p "$folder" || exit 1

run() {
    name=$1
    shift
    echo "$name: experiment $*"
    "$scripts/gossip.sh" experiment "$@" > "$folder/$name.txt" 2> "$folder/$name.log"
    code=$?
    # A preset ends with 1 if a figure is worse than published; the document says which and why.
    if [ $code -gt 1 ]; then
        cat "$folder/$name.log"
        exit $code
    fi
}

run example --peers 300 --kill 30% --churn 10% --messages 30 --html "$folder/example.html" --csv "$folder/example.csv"
run loss --peers 300 --origins 1 --sweep loss=0,5,10,20 --sweep dissemination=flood,prune --repeat 5 \
    --figures reach_50,redundancy_mean --csv "$folder/loss.csv" --html "$folder/loss.html"
run silent --messages 2 --duration 2m --crash silent --sweep kill=hubs:10%,hubs:20%,10% --repeat 5 \
    --figures reach_at_failure_3,reach_at_failure_10,reach_at_failure_50,delivery \
    --csv "$folder/silent.csv" --html "$folder/silent.html"
for preset in $("$scripts/gossip.sh" experiment preset list | cut -d' ' -f1); do
    run "preset-$preset" preset "$preset"
done
echo "tables and charts are in $folder"
