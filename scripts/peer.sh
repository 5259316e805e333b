#!/usr/bin/env bash
# Runs a peer in this terminal. Ctrl+C crashes the peer, and its neighbors detect that. Options: peer.sh --help
here=$(readlink -f "$0" 2>/dev/null) || case $0 in */*) here=$0 ;; *) here=./$0 ;; esac # an old macOS has no -f
exec "${BASH:-bash}" "${here%/*}/run.sh" gossip.PeerNode "$@"
