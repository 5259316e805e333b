@rem Runs a command of the tool: gossip.bat COMMAND [ARGUMENTS...]. Commands: gossip.bat --help
@"%~dp0run.bat" gossip.tool.GossipTool %*
