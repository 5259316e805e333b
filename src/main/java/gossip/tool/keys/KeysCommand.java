package gossip.tool.keys;

import picocli.CommandLine.Command;

/** The commands that create and show the keys and certificates of a network. */
@Command(name = "keys", description = "Creates the keys and certificates for --tls.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {KeysInitCommand.class, KeysIssueCommand.class, KeysShowCommand.class})
public final class KeysCommand {}
