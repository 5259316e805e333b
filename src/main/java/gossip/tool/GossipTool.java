package gossip.tool;

import gossip.cli.Launcher;
import gossip.experiment.command.Experiment;
import gossip.report.RunReport;
import picocli.CommandLine.Command;

/** The program behind {@code scripts/gossip.sh}. Each of its subcommands is a class of its own. */
@Command(name = "gossip", synopsisSubcommandLabel = "COMMAND",
        description = "Asks and controls a running network, reports on runs and simulates experiments.",
        subcommands = {MembersCommand.class, StatusCommand.class, NeighborsCommand.class, SendCommand.class,
            MessagesCommand.class, TraceCommand.class, GraphCommand.class, WatchCommand.class, ExplainCommand.class,
            CheckCommand.class, DashboardCommand.class, RunReport.class, Experiment.class})
public final class GossipTool {

    public static void main(String[] args) {
        System.exit(Launcher.run(new GossipTool(), args));
    }
}
