#!/usr/bin/env bash
# Runs an experiment in virtual time on simulated links. Options: experiment.sh --help
here=$(readlink -f "$0" 2>/dev/null) || case $0 in */*) here=$0 ;; *) here=./$0 ;; esac # an old macOS has no -f
exec "${BASH:-bash}" "${here%/*}/gossip.sh" experiment "$@"
