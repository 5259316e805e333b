package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.peer.PeerConfig;
import gossip.peer.broadcast.Dissemination;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of options from the command line and the configuration file, and the help. */
class LauncherTest extends LauncherFixture {

    // ---- values of options

    @Test
    void every_option_has_a_default() throws IOException {
        assertEquals(0, run(config()), this::error);
        assertEquals(new PeerConfig("peer-6001", List.of(new Address("127.0.0.1", 5000)), 10, Duration.ofSeconds(5),
                Duration.ofSeconds(13), 3, 2, 1000, Dissemination.FLOOD, ZoneId.systemDefault()), command.config());
        assertEquals(List.of(Optional.empty(), 0, 1, PeerOptions.OnExit.CRASH, "outputfile.txt"),
                List.of(command.options().listenHost(), command.options().listenPort(0), command.options().count(),
                        command.options().onExit(), command.output()));
    }

    @Test
    void the_config_file_sets_any_option() throws IOException {
        run(config("ping-interval=1s", "output=log.txt"));
        assertEquals(Duration.ofSeconds(1), command.config().pingInterval());
        assertEquals("log.txt", command.output());
    }

    @Test
    void the_command_line_prevails_over_the_config_file() throws IOException {
        run(config("links=3"), "--links", "4");
        assertEquals(4, command.config().links());
    }

    @Test
    void the_config_file_names_the_seeds() throws IOException {
        run(config("10.0.0.1:1", "10.0.0.2:2"));
        assertEquals(List.of(new Address("10.0.0.1", 1), new Address("10.0.0.2", 2)), command.config().seeds());
    }

    @Test
    void a_config_file_in_the_working_folder_prevails_over_the_one_in_the_project_folder() throws Exception {
        Path project = Files.createDirectory(directory.resolve("project"));
        Path working = Files.createDirectory(directory.resolve("working"));
        Path inProject = Files.writeString(project.resolve("config.txt"), "project=1");
        assertTrue(seedProcessError(project, working).startsWith(inProject + " line 1: unknown option 'project'"));
        Files.writeString(working.resolve("config.txt"), "working=1");
        assertTrue(seedProcessError(project, working).startsWith("config.txt line 1: unknown option 'working'"));
    }

    /** Runs a seed in a process of its own, because a working folder cannot be changed. */
    private static String seedProcessError(Path project, Path working) throws Exception {
        Process seed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dgossip.home=" + project, "-cp", System.getProperty("java.class.path"), SeedNode.class.getName())
                .directory(working.toFile()).start();
        String error = new String(seed.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, seed.waitFor());
        return error;
    }

    @Test
    void the_config_file_may_be_named_after_other_options() throws IOException {
        assertEquals(0, Launcher.run(command, "--messages=4", "--config=" + config("links=3")), this::error);
        assertEquals(List.of(4, 3), List.of(command.config().messages(), command.config().links()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --links 4                          | peer-6001 10 5s 3 4 1000 flood
            --links=4                          | peer-6001 10 5s 3 4 1000 flood
            --name ada --count=3               | ada-1 10 5s 3 2 1000 flood
            --name=a=b                         | a=b 10 5s 3 2 1000 flood
            --name a-b:c,d#e~f                 | a-b:c,d#e~f 10 5s 3 2 1000 flood
            --name -x                          | -x 10 5s 3 2 1000 flood
            --listen [::1]:7000 --max-degree 9 | peer-6001 10 5s 3 2 9 flood
            --dissemination PRUNE              | peer-6001 10 5s 3 2 1000 prune
            --gossip-interval 007ms            | peer-6001 10 7ms 3 2 1000 flood
            --messages 010                     | peer-6001 10 5s 3 2 1000 flood
            --ping-misses +5                   | peer-6001 10 5s 5 2 1000 flood
            """)
    void a_value_may_follow_the_option_in_any_usual_form(String line, String expected) throws IOException {
        assertEquals(0, run(config(), line.split(" ")), this::error);
        PeerConfig config = command.config();
        assertEquals(expected, String.join(" ", config.name(), String.valueOf(config.messages()),
                Durations.format(config.gossipInterval()), String.valueOf(config.pingMisses()),
                String.valueOf(config.links()), String.valueOf(config.maxDegree()), config.dissemination().toString()));
    }

    @Test
    void several_limits_of_retention_may_be_given_in_the_config_file_or_on_the_command_line() throws IOException {
        run(config("retain=1000,10m"));
        assertEquals(RetentionLimits.merge(List.of(RetentionLimits.parse("1000"), RetentionLimits.parse("10m"))),
                command.config().retention());
        run(config("retain=1000,10m"), "--retain", "8M", "--retain=5");
        assertEquals(RetentionLimits.merge(List.of(RetentionLimits.parse("8M"), RetentionLimits.parse("5"))),
                command.config().retention());
    }

    @Test
    void the_name_of_an_enum_value_may_have_any_case() throws IOException {
        run(config(), "--on-exit", "Leave");
        assertEquals(PeerOptions.OnExit.LEAVE, command.options().onExit());
    }

    @Test
    void a_value_in_the_config_file_may_name_an_environment_variable() throws IOException {
        run(config("output=${env:PATH}"));
        assertEquals(System.getenv("PATH"), command.output());
    }

    // ---- help

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--version", "-V"})
    void help_and_version_exit_with_0(String option) throws IOException {
        assertEquals(0, run(config(), option), this::error);
        assertFalse(command.wasCalled());
    }

    @Test
    void version_names_the_program_and_java() throws IOException {
        run(config(), "--version");
        assertEquals("gossip unpackaged on Java " + Runtime.version() + "\n", output());
    }

    @Test
    void help_lists_the_options_in_the_order_of_their_declaration() throws IOException {
        run(config(), "--help");
        assertTrue(output().matches("(?s).*--listen.*--ping-interval.*--config.*--output.*--help.*--version.*"),
                this::output);
    }

    @Test
    void help_fits_into_80_columns_and_shows_the_defaults() {
        assertAll(Stream.of(new PeerNode(), new SeedNode()).map(node -> () -> {
            out.reset();
            assertEquals(0, Launcher.run(node, "--config", config(), "--help"), this::error);
            assertTrue(output().lines().allMatch(line -> line.length() <= 80) && output().contains("outputfile.txt"),
                    this::output);
            assertTrue(output().contains("--signed[=true|false]") && !output().contains("<"), this::output);
        }));
    }
}
