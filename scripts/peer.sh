#!/usr/bin/env bash
# Runs a peer in this terminal. Ctrl+C crashes the peer, and its neighbors detect that. Options: peer.sh --help
here=$(readlink -f "$0")
exec "${here%/*}/run.sh" gossip.PeerNode "$@"
