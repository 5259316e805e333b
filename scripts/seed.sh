#!/usr/bin/env bash
# Runs a seed in this terminal; Ctrl+C ends it. Options: seed.sh --help
exec "$(dirname "$(readlink -f "$0")")/run.sh" gossip.SeedNode "$@"
