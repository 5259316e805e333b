#!/usr/bin/env bash
# Runs a peer in this terminal; Ctrl+C crashes it, which its neighbors will notice. Options: peer.sh --help
here=$(readlink -f "$0")
exec "${here%/*}/run.sh" gossip.PeerNode "$@"
