#!/usr/bin/env bash
# Tries a network of your own in virtual time, on simulated links. Options: experiment.sh --help
options=(
  -Xms512m                # a world of many peers: begin large,
  -XX:MaxRAMPercentage=75 # and end large
)
[ -t 2 ] && options+=(-Dgossip.terminal=true) # a progress bar can be drawn
export GOSSIP_JAVA_OPTIONS="${options[*]} ${GOSSIP_JAVA_OPTIONS:-}"
exec "$(dirname "$(readlink -f "$0")")/run.sh" gossip.experiment.Experiment "$@"
