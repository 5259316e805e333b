#!/usr/bin/env bash
# Says what happened in a run, from its event log, and checks it. Options: report.sh --help
here=$(readlink -f "$0")
exec "${here%/*}/run.sh" gossip.report.RunReport "$@"
