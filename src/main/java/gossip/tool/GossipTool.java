package gossip.tool;

import gossip.cli.Launcher;
import gossip.experiment.command.Experiment;
import gossip.maelstrom.MaelstromCommand;
import gossip.report.RunReport;
import gossip.tool.data.DataCommand;
import gossip.tool.keys.KeysCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** The program behind {@code scripts/gossip.sh}. Each of its subcommands is a class of its own. */
@Command(name = "gossip", synopsisSubcommandLabel = "COMMAND",
        description = "Asks and controls a running network, reports on runs and simulates experiments.",
        subcommands = {MembersCommand.class, StatusCommand.class, NeighborsCommand.class, SendCommand.class,
            MessagesCommand.class, TraceCommand.class, GraphCommand.class, WatchCommand.class, ExplainCommand.class,
             CheckCommand.class, DashboardCommand.class, DataCommand.class, RunReport.class, Experiment.class,
             KeysCommand.class, MaelstromCommand.class})
public final class GossipTool {

    /** Runs a command and returns what it prints, without the line break at the end. */
    public static String answer(List<String> arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output, true);
        Launcher.commandLine(new GossipTool()).setOut(writer).setErr(writer)
                .execute(arguments.toArray(String[]::new));
        return output.toString().stripTrailing();
    }

    public static void main(String[] args) {
        System.exit(Launcher.run(new GossipTool(), args));
    }
}
