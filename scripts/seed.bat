@rem Runs a seed in this window. Ctrl+C stops the seed. Options: seed.bat --help
@"%~dp0run.bat" gossip.SeedNode %*
