#!/usr/bin/env bash
# Runs a peer in this terminal; Ctrl+C crashes it, which its neighbors will notice. Options: peer.sh --help
exec "$(dirname "$(readlink -f "$0")")/run.sh" gossip.PeerNode "$@"
