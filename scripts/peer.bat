@rem Runs a peer in this window. Ctrl+C crashes the peer, and its neighbors detect that. Options: peer.bat --help
@"%~dp0run.bat" gossip.PeerNode %*
