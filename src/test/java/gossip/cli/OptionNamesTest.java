package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.tool.GossipTool;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A wrong value of any option of any program is reported in one line that names option and value. */
class OptionNamesTest {

    /** No number, time, size, address, word or file name of any option. */
    private static final String WRONG = "?\0?";

    @TestFactory
    Stream<DynamicTest> a_wrong_value_is_reported_with_its_option() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Object program : List.of(new PeerNode(), new SeedNode(), new GossipTool())) {
            addTests(Launcher.commandLine(program), List.of(), tests);
        }
        assertTrue(tests.size() > 100, () -> tests.size() + " options");
        return tests.stream();
    }

    private static void addTests(CommandLine command, List<String> path, List<DynamicTest> tests) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            Class<?> type = option.typeInfo().isMultiValue() || option.typeInfo().isOptional()
                    ? option.auxiliaryTypes()[0] : option.type();
            // A text without a converter may have any value. The command checks it when it runs.
            if (option.arity().max() > 0 && !(type == String.class && option.converters().length == 0)) {
                tests.add(DynamicTest.dynamicTest(String.join(" ", path) + " " + option.longestName(),
                        () -> check(root(command), path, option.longestName())));
            }
        }
        command.getSubcommands().forEach((name, sub) -> addTests(sub, append(path, name), tests));
    }

    private static List<String> append(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }

    private static CommandLine root(CommandLine command) {
        return command.getParent() == null ? command : root(command.getParent());
    }

    private static void check(CommandLine program, List<String> path, String option) {
        StringWriter err = new StringWriter();
        program.setErr(new PrintWriter(err, true)).setOut(new PrintWriter(err, true));
        List<String> args = append(path, option + "=" + WRONG);
        assertEquals(CommandLine.ExitCode.USAGE, program.execute(args.toArray(String[]::new)), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("'" + option + "'"), err::toString);
        boolean namesValue = err.toString().contains("???") || err.toString().contains("the character U+0000");
        assertTrue(namesValue, () -> "without the value: " + err);
    }
}
