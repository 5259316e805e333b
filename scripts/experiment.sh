#!/usr/bin/env bash
# Runs an experiment in virtual time on simulated links. Options: experiment.sh --help
exec "$(dirname "$(readlink -f "$0")")/gossip.sh" experiment "$@"
