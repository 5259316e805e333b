#!/usr/bin/env bash
# Runs a seed in this terminal. Ctrl+C stops the seed. Options: seed.sh --help
here=$(readlink -f "$0")
exec "${here%/*}/run.sh" gossip.SeedNode "$@"
