#!/usr/bin/env bash
# Runs a command of the tool: gossip.sh COMMAND [ARGUMENTS...]. Commands: gossip.sh --help
here=$(readlink -f "$0")
exec "${here%/*}/run.sh" gossip.tool.GossipTool "$@"
