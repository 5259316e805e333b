package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The scripts in a copy of the project, with a Maven that only writes a jar and a Java that prints its arguments. */
final class CopiedScripts {

    static final Duration TIMEOUT = Duration.ofSeconds(60);

    /**
     * Takes EDIT, PAUSE and FAIL from the environment. The process that pauses has written a partial jar, so no process
     * follows it before the pause ends. The short pause at the
     * beginning makes the times of files differ.
     */
    private static final String MAVEN = """
            #!/bin/sh
            sleep 0.05
            cd "$PROJECT"
            echo build >>builds.txt
            mkdir -p target/lib
            [ -z "$EDIT" ] || echo edited >>"$EDIT"
            sh -c 'echo partial >target/gossip.jar; exec sleep "${PAUSE:-0}"'
            [ -z "$FAIL" ] || { rm target/gossip.jar; echo "[ERROR] $FAIL"; exit 1; }
            echo complete >target/gossip.jar
            """;

    /** The working folder of the scripts. It contains the project, the JDK and the folder of Maven. */
    final Path directory;
    final Path project;
    final Path source;
    final Path target;
    /** Environment variables for the scripts, beside those of this process. */
    final Map<String, String> environment = new HashMap<>();

    record Result(int exitCode, List<String> out, List<String> errors) {

        /** The options of the JVM that are not about this project alone. */
        String options() {
            return String.join(" ", out.stream().filter(argument -> argument.startsWith("-X")).toList());
        }
    }

    CopiedScripts(Path directory) throws IOException {
        this.directory = directory;
        project = Files.createDirectory(directory.resolve("a project & more"));
        target = project.resolve("target");
        source = Files.createDirectories(project.resolve("src/main/java")).resolve("A.java");
        Files.writeString(source, "first");
        Files.writeString(project.resolve("pom.xml"), "pom");
        Path scripts = Files.createDirectory(project.resolve("scripts"));
        try (Stream<Path> files = Files.list(Path.of("scripts"))) {
            for (Path file : files.toList()) {
                Files.copy(file, scripts.resolve(file.getFileName()));
            }
        }
        Path bin = Files.createDirectory(directory.resolve("bin"));
        writeScript(bin.resolve("mvn"), MAVEN);
        Path jdk = Files.createDirectories(directory.resolve("jdk/bin"));
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"21.0.4\"\n");
        writeScript(jdk.resolve("javac"), "#!/bin/sh\n");
        writeScript(jdk.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        environment.put("PROJECT", project.toString());
        environment.put("JAVA_HOME", directory.resolve("jdk").toString());
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
    }

    private static void writeScript(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void replaceInScript(String script, String text, String replacement) throws IOException {
        Path file = project.resolve("scripts").resolve(script);
        String before = Files.readString(file);
        assertTrue(before.contains(text), () -> script + " lacks " + text);
        Files.writeString(file, before.replace(text, replacement));
    }

    Process begin(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(project.resolve("scripts").resolve(script).toString()));
        command.addAll(List.of(arguments));
        return begin(command);
    }

    /** Runs a command line of bash in the working folder. Its variable S is the folder of the scripts. */
    Result shell(String commandLine) throws IOException, InterruptedException {
        environment.put("S", project.resolve("scripts").toString());
        return finish(begin(List.of("bash", "-c", commandLine)));
    }

    private Process begin(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.endsWith("TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for the end of the script. Its output is a few lines, so it cannot fill a pipe. */
    static Result finish(Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS), "the script does not end");
        return new Result(process.exitValue(), process.inputReader().lines().toList(),
                process.errorReader().lines().toList());
    }

    Result start(String script, String... arguments) throws IOException, InterruptedException {
        return finish(begin(script, arguments));
    }

    /** Returns a PATH with all programs of this machine except the named ones. */
    String pathWithout(String... programs) throws IOException {
        Path all = Files.createDirectory(directory.resolve("path"));
        for (String folder : environment.get("PATH").split(":")) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> files = Files.list(Path.of(folder))) {
                    for (Path file : files.toList()) {
                        Path link = all.resolve(file.getFileName());
                        if (!List.of(programs).contains(file.getFileName().toString()) && !Files.exists(link)) {
                            Files.deleteIfExists(link);
                            Files.createSymbolicLink(link, file);
                        }
                    }
                }
            }
        }
        return all.toString();
    }
}
