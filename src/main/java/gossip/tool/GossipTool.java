package gossip.tool;

import gossip.cli.Launcher;
import gossip.cli.VersionProvider;
import gossip.experiment.Experiment;
import gossip.report.RunReport;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code scripts/gossip.sh}. Each command is a subcommand. */
@Command(name = "gossip", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class,
        description = "The tool of the gossip network.", synopsisSubcommandLabel = "COMMAND")
public final class GossipTool implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return Launcher.commandLine(new GossipTool())
                .addSubcommand(RunReport.commandLine())
                .addSubcommand(Experiment.commandLine());
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(),
                "a command is missing; known are " + String.join(", ", spec.subcommands().keySet()));
    }
}
