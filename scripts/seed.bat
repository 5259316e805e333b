@rem Runs a seed in this window; Ctrl+C ends it. Options: seed.bat --help
@call "%~dp0run.bat" gossip.SeedNode %*
