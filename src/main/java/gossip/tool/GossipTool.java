package gossip.tool;

import gossip.cli.Launcher;
import gossip.experiment.Experiment;
import gossip.report.RunReport;
import picocli.CommandLine.Command;

/** The program behind {@code scripts/gossip.sh}. Each of its subcommands is a class of its own. */
@Command(name = "gossip", description = "Reports on runs of the network and simulates experiments.",
        synopsisSubcommandLabel = "COMMAND", subcommands = {RunReport.class, Experiment.class, DashboardCommand.class})
public final class GossipTool {

    public static void main(String[] args) {
        System.exit(Launcher.run(new GossipTool(), args));
    }
}
