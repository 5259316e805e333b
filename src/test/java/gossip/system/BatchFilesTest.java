package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The .bat files under wine, with a Java that writes its arguments to a file. Only in the profile {@code long}, and
 * skipped without wine. Percent signs are not tried, because the command processor of wine removes them from
 * {@code %*}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class BatchFilesTest {

    private static final String CASES = """
            parentheses and & in an argument | p | peer.bat --name "a(b)&c" --links 3 | 25 | --name a(b)&c --links 3
            a project folder with & and () | p & (q) | gossip.bat members | 25 | members
            --name twice, launch-peers.bat | p | launch-peers.bat 1 --name a --name b | 25 | --name b-1
            --name with & as a prefix | p | launch-peers.bat 1 --name "x (1) & y" | 25 | --name x (1) & y-1
            an empty JAVA_VERSION | p | seed.bat |  | No JDK 21 or newer found
            an old preview version | p | seed.bat | 9-ea | No JDK 21 or newer found
            a preview version | p | seed.bat | 21-ea |
            a number of peers that is none | p | launch-peers.bat "5 & x" | 25 | launch-peers.bat: "5 & x" is not a number
            JAVA_HOME with an old JDK | p & q | seed.bat | 17 | No JDK 21 or newer found: install one (https://adoptium\
            .net) or set JAVA_HOME to it. It is "
            an unknown option of demo.bat | p & q | demo.bat --fast | 25 | demo.bat: unknown option "--fast"; allowed are
            """;
    private static final int TIMEOUT_SECONDS = 120;

    private Path prefix;

    @BeforeAll
    void findWine(@TempDir Path folder) throws IOException, InterruptedException {
        prefix = folder.resolve("wine");
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "wine")));
        assumeTrue(found && runs(folder), "needs wine");
    }

    private boolean runs(Path folder) throws IOException, InterruptedException {
        return wine(folder, folder, "/c", "exit 0").start().waitFor() == 0;
    }

    private ProcessBuilder wine(Path folder, Path jdk, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of("wine", "cmd"), Stream.of(arguments)).toList()).directory(folder.toFile());
        builder.environment().put("WINEPREFIX", prefix.toString());
        builder.environment().put("WINEDEBUG", "-all");
        builder.environment().put("WINEDLLOVERRIDES", "mscoree,mshtml=");
        builder.environment().put("ARGUMENTS", folder.resolve("arguments").toString());
        builder.environment().put("JAVA_HOME", '"' + "Z:" + jdk.toString().replace('/', '\\') + '"');
        builder.environment().remove("DISPLAY");
        return builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CASES)
    void a_batch_file_passes_its_arguments_on(String what, String folderName, String command, String version,
            String expected, @TempDir Path folder) throws IOException, InterruptedException {
        Path project = Files.createDirectory(folder.resolve(folderName));
        Path scripts = Files.createDirectory(project.resolve("scripts"));
        for (Path file : ScriptFilesTest.batchFiles()) {
            Files.copy(file, scripts.resolve(file.getFileName()));
        }
        Files.createFile(project.resolve("gossip.jar"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java.exe");
        Files.writeString(java, "#!/bin/sh\nprintf '%s ' \"$@\" >\"$ARGUMENTS\"\n");
        java.toFile().setExecutable(true);
        Files.writeString(folder.resolve("jdk/release"),
                "JAVA_VERSION=\"" + (version == null ? "" : version) + "\"\n");
        Files.writeString(project.resolve("run.bat"), "@scripts\\" + command + "\r\n");
        Process process = wine(project, folder.resolve("jdk"), "/c", "run.bat").start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(project.resolve("output"));
        String result = said.matches("(?s).*(No JDK|demo.bat:|launch-peers.bat:).*") ? said : awaitArguments(project);
        boolean ok = ended && result.startsWith(expected == null ? "" : expected);
        FieldReport.add(ok, what + ", under wine", result);
        assertTrue(ok, () -> what + ": " + result + said);
    }

    /** Returns the arguments behind the main class. A window that was opened may start Java a little later. */
    private static String awaitArguments(Path project) throws IOException, InterruptedException {
        Path file = project.resolve("arguments");
        ProcessNetwork.await("the start of Java", Duration.ofSeconds(TIMEOUT_SECONDS),
                () -> Files.exists(file) && Files.size(file) > 0);
        return Files.readString(file).replaceFirst(".*?gossip\\.jar gossip\\.\\S+ ", "");
    }
}
