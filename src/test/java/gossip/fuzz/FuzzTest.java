package gossip.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import gossip.cli.CommandLineTarget;
import gossip.cli.ConfigFileTarget;
import gossip.protocol.CodecTarget;
import gossip.report.LogTarget;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fuzz targets. Each runs with its corpus in every build, and with the coverage-guided fuzzer Jazzer in the profile
 * {@code fuzz}, which adds interesting inputs to the corpus.
 */
class FuzzTest {

    private static final Path CORPUS = Path.of("src", "test", "resources", "gossip", "fuzz");

    enum Target {
        CODEC(CodecTarget.class, CodecTarget::fuzzerTestOneInput),
        CONFIG_FILE(ConfigFileTarget.class, ConfigFileTarget::fuzzerTestOneInput),
        COMMAND_LINE(CommandLineTarget.class, CommandLineTarget::fuzzerTestOneInput),
        LOG(LogTarget.class, LogTarget::fuzzerTestOneInput);

        private final Class<?> type;
        private final Consumer<byte[]> run;

        Target(Class<?> type, Consumer<byte[]> run) {
            this.type = type;
            this.run = run;
        }

        private Path corpus() {
            return CORPUS.resolve(type.getSimpleName());
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_input_of_the_corpus_is_handled(Target target) throws IOException {
        try (Stream<Path> files = Files.list(target.corpus())) {
            List<Path> inputs = files.sorted().toList();
            assertFalse(inputs.isEmpty(), "no corpus in " + target.corpus());
            for (Path input : inputs) {
                try {
                    target.run.accept(Files.readAllBytes(input));
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(input + ": " + e, e);
                }
            }
        }
    }

    /** The property {@code gossip.fuzz} is the time for each target, in seconds. */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "gossip.fuzz", matches = "\\d+")
    void the_fuzzer_finds_no_input_that_fails(Target target) throws IOException, InterruptedException {
        Path found = Files.createDirectories(Path.of("target", "fuzz", target.type.getSimpleName()));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process fuzzer = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath,
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + target.type.getName(),
                "--instrumentation_includes=gossip.**", "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/failure-", "-max_total_time=" + System.getProperty("gossip.fuzz"),
                "-max_len=2048", "-rss_limit_mb=0", found.toString(), target.corpus().toString())
                .redirectErrorStream(true).redirectOutput(Redirect.to(found.resolveSibling(target + ".log").toFile()))
                .start();
        fuzzer.getOutputStream().close();
        assertEquals(0, fuzzer.waitFor(), "see " + found.resolveSibling(target + ".log"));
    }
}
