#!/usr/bin/env bash
# Reports what happened in a run, from its event log, and checks it. Options: report.sh --help
here=$(readlink -f "$0" 2>/dev/null) || case $0 in */*) here=$0 ;; *) here=./$0 ;; esac # an old macOS has no -f
exec "${BASH:-bash}" "${here%/*}/gossip.sh" report "$@"
