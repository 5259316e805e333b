package gossip.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of the tool that takes a number or a time refuses what is no such value, and names itself. */
@Timeout(120)
class NumericOptionsTest {

    private static final Set<Class<?>> NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class, double.class,
            Duration.class);
    private static final String ANY_NUMBER = "--random-seed";
    private static final List<String> NONSENSE = List.of("", "x", "1e99", "99999999999999999999", "-1");

    @TempDir
    private Path folder;
    private Path log;

    @BeforeEach
    void writeLog() throws Exception {
        log = Files.writeString(folder.resolve("log"),
                "2026-11-22T12:40:01.123+01:00 SEED 127.0.0.1:5000 SEED_STARTED\n");
    }

    private static Stream<List<String>> commands(CommandLine command, List<String> path) {
        return Stream.concat(Stream.of(path), command.getSubcommands().entrySet().stream().flatMap(entry ->
                commands(entry.getValue(), Stream.concat(path.stream(), Stream.of(entry.getKey())).toList())));
    }

    /** Returns the arguments of a command that keep it from running for long, if the option is accepted. */
    private List<String> arguments(List<String> path, String option) {
        List<String> arguments = new ArrayList<>(path);
        switch (path.getLast().equals("preset") ? "preset" : path.getFirst()) {
            case "report" -> arguments.add(log.toString());
            case "preset" -> arguments.add("glomers");
            case "experiment" -> Stream.of("--peers=5", "--messages=1", "--settle=1s", "--closing=1s", "--seeds=1")
                    .filter(given -> !given.startsWith(option + "=")).forEach(arguments::add);
            case "keys" -> arguments.addAll(List.of("--ca", folder + "/no", "--role", "peer", "--host", "a", "--out",
                    folder + "/out"));
            case "data", "maelstrom" -> { }
            default -> arguments.addAll(List.of("--seed", "127.0.0.1:1"));
        }
        return arguments;
    }

    private String run(List<String> arguments) {
        StringWriter err = new StringWriter();
        int code = Launcher.commandLine(new GossipTool()).setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true)).execute(arguments.toArray(String[]::new));
        return code + ": " + err.toString().strip();
    }

    @Test
    void a_number_of_lines_is_positive() {
        assertEquals("2: --count must be 1 or more, not 0 (--help lists the options)",
                run(List.of("watch", "--seed=127.0.0.1:1", "--count=0")));
    }

    @Test
    void nonsense_is_a_usage_error() {
        CommandLine tool = Launcher.commandLine(new GossipTool());
        List<String> accepted = new ArrayList<>();
        int tried = 0;
        for (List<String> path : commands(tool, List.of()).filter(path -> !path.isEmpty()).toList()) {
            CommandLine command = tool;
            for (String name : path) {
                command = command.getSubcommands().get(name);
            }
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!NUMBERS.contains(option.auxiliaryTypes()[0]) || option.longestName().equals(ANY_NUMBER)) {
                    continue;
                }
                for (String value : NONSENSE) {
                    List<String> arguments = arguments(path, option.longestName());
                    arguments.add(option.longestName() + "=" + value);
                    String answer = run(arguments);
                    tried++;
                    if (!answer.startsWith("2: ") || !answer.contains(option.longestName())) {
                        accepted.add(path + " " + option.longestName() + "=" + value + ": " + answer);
                    }
                }
            }
        }
        int count = tried;
        assertTrue(count > 200, () -> count + " tried");
        assertEquals(List.of(), accepted);
    }
}
