@rem Runs a peer in this window; Ctrl+C crashes it, which its neighbors will notice. Options: peer.bat --help
@call "%~dp0run.bat" gossip.PeerNode %*
