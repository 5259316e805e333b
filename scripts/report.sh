#!/usr/bin/env bash
# Reports what happened in a run, from its event log, and checks it. Options: report.sh --help
exec "$(dirname "$(readlink -f "$0")")/gossip.sh" report "$@"
