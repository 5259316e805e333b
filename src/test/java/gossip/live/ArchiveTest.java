package gossip.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.PeerNode;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the scripts keep: made once, used after, and never in the way. One life of it, in order. */
@DisabledOnOs(OS.WINDOWS)
@TestMethodOrder(OrderAnnotation.class)
class ArchiveTest {

    private static final int PATIENCE_SECONDS = 120;

    /** A project like this one, that is built already. */
    @TempDir
    static Path project;
    private static Path target;
    private static Path jar;

    @BeforeAll
    static void build() throws IOException, URISyntaxException {
        target = Files.createDirectories(project.resolve("target"));
        FileTime longAgo = FileTime.from(Instant.now().minusSeconds(3600));
        Files.setLastModifiedTime(Files.createDirectories(project.resolve("src/main")), longAgo);
        Files.setLastModifiedTime(Files.createFile(project.resolve("pom.xml")), longAgo);
        Path scripts = Files.createDirectory(project.resolve("scripts"));
        for (Path script : list(Path.of("scripts"))) {
            Files.copy(script, scripts.resolve(script.getFileName()));
        }
        jar = target.resolve("gossip.jar");
        buildJar("1");
    }

    private static void buildJar(String version) throws IOException, URISyntaxException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar")).map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        Path classes = Path.of(PeerNode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> tree = Files.walk(classes)) {
            for (Path entry : tree.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
                Files.copy(entry, out);
            }
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static Path archive() throws IOException {
        return list(target).stream().filter(file -> file.toString().endsWith(".archive")).findFirst().orElseThrow();
    }

    /** Makes it look newer than the jar, whatever it holds, so that it is not made again. */
    private static void passFor(byte... content) throws IOException {
        Files.write(archive(), content);
        Files.setLastModifiedTime(archive(), FileTime.from(Instant.now().plusSeconds(60)));
    }

    /** Everything that a start prints. */
    private static String start(String javaOptions, String... options) throws IOException, InterruptedException {
        Path printed = project.resolve("printed.txt");
        List<String> command = new ArrayList<>(List.of("scripts/run.sh", "gossip.PeerNode", "--version"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile()).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("GOSSIP_JAVA_OPTIONS", javaOptions);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it goes on for ever");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), () -> "printed in " + printed);
        return Files.readString(printed);
    }

    private static void assertStarts(String version) throws IOException, InterruptedException {
        assertEquals("gossip " + version + " on Java " + Runtime.version() + "\n", start(""));
    }

    private static boolean isUsed() throws IOException, InterruptedException {
        return start("-Xlog:class+load").lines()
                .anyMatch(line -> line.contains(" gossip.PeerNode ") && line.contains("shared objects file"));
    }

    @Test
    @Order(1)
    void the_first_start_makes_it_and_leaves_nothing_else_behind() throws Exception {
        assertStarts("1");
        assertTrue(Files.size(archive()) > 1_000_000, () -> "only " + target);
        assertEquals(List.of(archive(), jar), list(target).stream().sorted().toList());
        assertEquals(List.of("pom.xml", "printed.txt", "scripts", "src", "target"),
                list(project).stream().map(file -> file.getFileName().toString()).sorted().toList());
    }

    @Test
    @Order(2)
    void the_second_start_uses_it() throws Exception {
        FileTime made = Files.getLastModifiedTime(archive());
        assertTrue(isUsed());
        assertEquals(made, Files.getLastModifiedTime(archive()));
    }

    @Test
    @Order(3)
    void one_that_does_not_fit_the_options_is_not_used_and_stops_nothing() throws Exception {
        assertEquals("gossip 1 on Java " + Runtime.version() + "\n", start("-XX:-UseCompressedOops"));
    }

    @Test
    @Order(4)
    void another_jar_has_another_even_if_it_looks_older() throws Exception {
        Path before = archive();
        buildJar("2");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
        assertStarts("2");
        assertNotEquals(before, archive());
        assertFalse(Files.exists(before));
        assertTrue(isUsed());
    }

    @Test
    @Order(5)
    void a_broken_one_is_not_used_and_stops_nothing() throws Exception {
        passFor(Arrays.copyOf(Files.readAllBytes(archive()), (int) Files.size(archive()) / 2));
        assertStarts("2");
        passFor("no archive at all".getBytes(StandardCharsets.UTF_8));
        assertStarts("2");
        passFor();
        assertStarts("2");
        assertFalse(isUsed());
    }

    @Test
    @Order(6)
    void after_a_build_it_is_made_again() throws Exception {
        Files.setLastModifiedTime(archive(), FileTime.from(Instant.now().minusSeconds(3600)));
        assertStarts("2");
        assertTrue(isUsed());
    }

    @Test
    @Order(7)
    void one_node_and_many_get_a_collector_each_that_suits_them() throws Exception {
        String which = "-Xlog:gc";
        assertTrue(start(which).contains("Using Serial"), () -> "printed in " + project);
        assertTrue(start(which, "--count", "2").contains("Using G1"), () -> "printed in " + project);
        assertTrue(start(which, "--count=2").contains("Using G1"), () -> "printed in " + project);
    }

    @Test
    @Order(8)
    void one_node_alone_has_what_messages_pass_through_compiled_early() throws Exception {
        String flags = "-XX:+PrintFlagsFinal";
        String file = project.resolve("scripts/compile-early.txt").toString();
        assertTrue(Files.isReadable(Path.of(file)));
        assertTrue(compileCommandFile(start(flags)).contains(file), () -> "printed in " + project);
        assertFalse(compileCommandFile(start(flags, "--count", "2")).contains(file), () -> "printed in " + project);
    }

    private static String compileCommandFile(String flags) {
        return flags.lines().filter(line -> line.contains(" CompileCommandFile ")).findFirst().orElseThrow();
    }

    @Test
    @Order(9)
    void many_nodes_start_as_quietly_though_the_archive_was_not_made_for_them() throws Exception {
        assertEquals("gossip 2 on Java " + Runtime.version() + "\n", start("", "--count", "2"));
    }
}
