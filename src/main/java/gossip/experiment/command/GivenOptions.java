package gossip.experiment.command;

import gossip.cli.Launcher;
import gossip.experiment.ExperimentOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of an experiment as they were given, so that others can be added and all be parsed again. */
final class GivenOptions {

    private GivenOptions() {}

    static List<String> of(ParseResult parsed) {
        Set<String> names = Launcher.commandLine(new ExperimentOptions()).getCommandSpec().optionsMap().keySet();
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            if (names.contains(option.longestName())) {
                option.originalStringValues().forEach(value -> arguments.add(option.longestName() + "=" + value));
            }
        }
        return arguments;
    }
}
