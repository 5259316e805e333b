package gossip.tool;

import gossip.cli.Launcher;
import gossip.experiment.command.Experiment;
import gossip.maelstrom.MaelstromCommand;
import gossip.report.RunReport;
import gossip.tool.data.DataCommand;
import gossip.tool.keys.KeysCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The program behind {@code scripts/gossip.sh}. Each of its subcommands is a class of its own. */
@Command(name = "gossip", synopsisSubcommandLabel = "COMMAND",
        description = "Asks and controls a running network, reports on runs and simulates experiments.",
        subcommands = {MembersCommand.class, StatusCommand.class, NeighborsCommand.class, SendCommand.class,
            MessagesCommand.class, TraceCommand.class, GraphCommand.class, WatchCommand.class, ExplainCommand.class,
             CheckCommand.class, DashboardCommand.class, DataCommand.class, RunReport.class, Experiment.class,
             KeysCommand.class, MaelstromCommand.class})
public final class GossipTool {

    /** Runs a command for the terminal of a node and returns what it prints, without the line break at the end. */
    public static String answer(List<String> arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output, true);
        String[] args = arguments.toArray(String[]::new);
        commandLine(args).setOut(writer).setErr(writer).execute(args);
        return output.toString().replace(Launcher.HELP_HINT, "").stripTrailing();
    }

    /** Returns the command line for these arguments, the first of which may name a command. */
    public static CommandLine commandLine(String... args) {
        return Launcher.commandLine(command(args));
    }

    /** Returns the arguments with the options that all commands share behind the command, also if they precede it. */
    static String[] commandFirst(String... args) {
        if (args.length == 0 || !args[0].startsWith("--")) {
            return args;
        }
        CommandSpec shared = Launcher.commandLine(new MembersCommand()).getCommandSpec();
        int command = 0;
        while (command < args.length && args[command].startsWith("--")) {
            Optional<OptionSpec> option = Optional.ofNullable(shared.findOption(args[command].split("=", 2)[0]))
                    .filter(found -> !found.usageHelp() && !found.versionHelp());
            if (option.isEmpty()) {
                return args;
            }
            boolean hasValue = option.get().arity().max() > 0 && args[command].indexOf('=') < 0;
            command += hasValue ? 2 : 1;
        }
        if (command >= args.length) {
            return args;
        }
        List<String> moved = new ArrayList<>(List.of(args));
        moved.add(0, moved.remove(command));
        return moved.toArray(String[]::new);
    }

    public static void main(String[] args) {
        String[] ordered = commandFirst(args);
        System.exit(Launcher.run(command(ordered), ordered));
    }

    /**
     * Returns the program with only the subcommand that is named first, if one is. To read the options of all of them
     * takes 0.3 s of CPU time, more than most commands need.
     */
    private static Object command(String... args) {
        Command program = GossipTool.class.getAnnotation(Command.class);
        for (Class<?> subcommand : program.subcommands()) {
            if (args.length > 0 && subcommand.getAnnotation(Command.class).name().equals(args[0])) {
                return CommandSpec.create().name(program.name()).addSubcommand(args[0], new CommandLine(subcommand));
            }
        }
        return new GossipTool();
    }
}
