package gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.SourceFiles.SourceFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of the source layout: which package may use which other, and what the cores must not use.
 *
 * <p>The cores own no socket, thread, clock or file. Both hosts run them: {@code net} on sockets and {@code sim} in
 * virtual time. A rule that needs an exception names it here, with the reason.
 */
class ArchitectureTest {

    private static final int MAX_FILES_PER_PACKAGE = 24;
    private static final int MAX_LINES_PER_FILE = 250;
    private static final int MAX_CHARACTERS_PER_LINE = 120;

    /** The packages that each package may use. Package {@code gossip} holds the programs and may use all. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("identity", Set.of()),
            Map.entry("protocol", Set.of("identity")),
            Map.entry("node", Set.of("identity", "protocol")),
            Map.entry("node.event", Set.of("node", "protocol")),
            Map.entry("seed", Set.of("identity", "node", "node.event", "protocol")),
            Map.entry("peer.signature", Set.of("identity", "peer.overlay", "node", "protocol")),
            Map.entry("peer", Set.of("identity", "peer.overlay", "peer.signature", "peer.broadcast", "peer.registration",
                    "peer.storage", "peer.topology", "peer.tree", "peer.failure", "node", "node.event", "protocol")),
            Map.entry("peer.overlay", Set.of("identity", "node", "protocol")),
            Map.entry("peer.storage", Set.of("identity", "peer.overlay", "node", "protocol")),
            Map.entry("peer.broadcast", Set.of("identity", "peer.overlay", "peer.signature", "peer.storage",
                    "peer.tree", "node", "protocol")),
            Map.entry("peer.tree", Set.of("peer.overlay", "node", "protocol")),
            Map.entry("peer.registration", Set.of("peer.overlay", "node", "protocol")),
            Map.entry("peer.topology", Set.of("peer.overlay", "peer.broadcast", "peer.registration", "peer.storage",
                    "node", "protocol")),
            Map.entry("peer.failure", Set.of("peer.overlay", "peer.broadcast", "peer.topology", "node", "protocol")),
            Map.entry("journal", Set.of("node", "protocol", "files")),
            Map.entry("tls", Set.of("identity", "node", "protocol")),
            Map.entry("net", Set.of("net.transport", "node", "protocol", "text")),
            Map.entry("net.transport", Set.of("tls", "node", "protocol")),
            Map.entry("sim", Set.of("seed", "peer", "node", "protocol")),
            Map.entry("files", Set.of()),
            Map.entry("text", Set.of()),
            Map.entry("eventlog", Set.of("node", "protocol", "files", "text")),
            Map.entry("report", Set.of("chart", "stats", "cli", "files", "text", "tool.client")),
            Map.entry("experiment", Set.of("experiment.metrics", "experiment.network", "experiment.overlay",
                    "experiment.scenario", "sim", "peer", "peer.broadcast", "node", "protocol", "chart", "stats",
                    "cli")),
            Map.entry("experiment.metrics", Set.of("experiment.network", "sim", "node", "protocol", "stats")),
            Map.entry("experiment.network", Set.of("sim", "protocol", "cli", "files")),
            Map.entry("experiment.overlay", Set.of("cli", "files")),
            Map.entry("experiment.scenario", Set.of("cli", "files")),
            Map.entry("experiment.report", Set.of("experiment", "experiment.metrics", "experiment.network",
                    "experiment.scenario", "protocol", "chart", "stats", "text")),
            Map.entry("experiment.preset", Set.of("experiment", "experiment.metrics")),
            Map.entry("experiment.command", Set.of("experiment", "experiment.metrics", "experiment.overlay",
                    "experiment.preset", "experiment.report", "node", "chart", "cli", "files")),
            Map.entry("http", Set.of("protocol", "text")),
            Map.entry("maelstrom", Set.of("tool.client", "cli", "sim", "peer", "peer.broadcast", "node", "protocol")),
            Map.entry("tool", Set.of("tool.client", "tool.dashboard", "tool.data", "tool.keys", "protocol", "cli",
                    "report", "experiment.command", "stats", "text", "maelstrom")),
            Map.entry("tool.dashboard", Set.of("tool.client", "protocol", "report", "http")),
            Map.entry("tool.data", Set.of("tool.client", "journal", "node", "protocol", "text")),
            Map.entry("tool.keys", Set.of("identity", "tool.client", "tls", "protocol")),
            Map.entry("tool.client", Set.of("identity", "net", "net.transport", "tls", "node", "protocol", "text")),
            Map.entry("chart", Set.of()),
            Map.entry("stats", Set.of()),
            Map.entry("cli", Set.of("peer", "peer.broadcast", "eventlog", "journal", "node", "protocol", "files",
                    "text")));

    private static final Pattern CORE = Pattern.compile("identity|protocol|node(\\..*)?|seed|peer(\\..*)?");
    private static final Pattern FORBIDDEN_IN_CORES = Pattern.compile(
            "java\\.net\\..*|javax\\.net\\..*|java\\.io\\..*|java\\.nio\\.(channels|file)\\..*"
                    + "|java\\.util\\.concurrent\\..*|java\\.util\\.Timer.*|java\\.time\\.Clock");
    private static final Pattern FORBIDDEN_CODE_IN_CORES = Pattern.compile(
            "\\bThread\\w*\\b|\\bsynchronized\\b|\\bvolatile\\b|\\.parallel(Stream)?\\(|\\.(wait|notify|notifyAll)\\("
                    + "|\\bSystem\\.(nanoTime|currentTimeMillis|in|out|err|getenv|getProperty)\\b|\\bRuntime\\b"
                    + "|\\b(Instant|Local\\w+|Zoned\\w+|Offset\\w+)\\.now\\(|\\bMath\\.random\\("
                    + "|\\bnew (Random|SplittableRandom|SecureRandom)\\(\\)|\\brandomUUID\\(");
    /** A buffer writes itself to a stream. */
    private static final Set<String> EXCEPTIONS_IN_CORES = Set.of(
            "protocol.LineBuffer uses java.io.OutputStream",
            "protocol.LineBuffer uses java.io.IOException");

    private static final Pattern MAY_OPEN_SOCKETS = Pattern.compile("net(\\..*)?|http|tool(\\..*)?");
    /** {@code InetAddress}, {@code URI} and {@code SSLContext} open no socket. Files have channels, too. */
    private static final Pattern SOCKETS = Pattern.compile(
            "java\\.net\\.(\\w*Socket\\w*|\\w*URLConnection|URL)|java\\.net\\.http\\..*|javax\\.net\\..*Socket\\w*"
                    + "|java\\.nio\\.channels\\.\\w*(Socket|Datagram|Selector|Selectable|Selection|ChannelGroup)\\w*"
                    + "|com\\.sun\\.net\\..*");

    private final List<SourceFile> sources = SourceFiles.under(Path.of("src/main/java"));

    @Test
    void the_sources_are_found() {
        assertTrue(sources.size() > 100, () -> sources.size() + " files");
        assertTrue(dependencies().get("peer").contains("peer.overlay"));
    }

    @Test
    void cores_import_no_sockets_files_threads_locks_or_clocks() {
        assertEquals(new TreeSet<>(EXCEPTIONS_IN_CORES),
                uses(ArchitectureTest::isCore, FORBIDDEN_IN_CORES).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void cores_start_no_threads_and_read_no_clock_and_no_randomness_of_their_own() {
        assertEquals(List.of(), sources.stream().filter(ArchitectureTest::isCore)
                .flatMap(file -> FORBIDDEN_CODE_IN_CORES.matcher(file.code()).results()
                        .map(result -> file.name() + " contains " + result.group())).toList());
    }

    @Test
    void sockets_are_opened_only_in_net_http_and_tool() {
        assertEquals(List.of(),
                uses(file -> !MAY_OPEN_SOCKETS.matcher(file.packageName()).matches(), SOCKETS).toList());
    }

    @Test
    void a_package_uses_only_the_packages_that_the_table_allows() {
        Set<String> violations = new TreeSet<>();
        dependencies().forEach((user, used) -> {
            if (!user.isEmpty()) {
                used.stream().filter(other -> !ALLOWED.getOrDefault(user, Set.of()).contains(other))
                        .forEach(other -> violations.add(user + " uses " + other));
            }
        });
        assertEquals(Set.of(), violations);
    }

    @Test
    void the_table_lists_every_package() {
        Set<String> packages = new TreeSet<>(dependencies().keySet());
        packages.remove("");
        packages.removeAll(ALLOWED.keySet());
        assertEquals(Set.of(), packages);
    }

    @Test
    void packages_form_no_cycle() {
        Map<String, Set<String>> dependencies = dependencies();
        assertEquals(List.of(), dependencies.keySet().stream()
                .filter(start -> reachable(start, dependencies).contains(start)).toList());
    }

    @Test
    void the_cores_of_seed_and_peer_do_not_use_each_other() {
        Map<String, Set<String>> dependencies = dependencies();
        dependencies.keySet().stream().filter(name -> name.equals("peer") || name.startsWith("peer."))
                .forEach(peer -> {
                    assertTrue(!reachable(peer, dependencies).contains("seed"), () -> peer + " uses seed");
                    assertTrue(!reachable("seed", dependencies).contains(peer), () -> "seed uses " + peer);
                });
    }

    @Test
    void a_package_has_at_most_24_files() {
        Map<String, Long> files = sources.stream().filter(file -> !file.isPackageInfo())
                .collect(Collectors.groupingBy(SourceFile::packageName, TreeMap::new, Collectors.counting()));
        files.values().removeIf(count -> count <= MAX_FILES_PER_PACKAGE);
        assertEquals(Map.of(), files);
    }

    @Test
    void every_package_has_a_package_info() {
        Set<String> packages = new TreeSet<>(dependencies().keySet());
        sources.stream().filter(SourceFile::isPackageInfo).map(SourceFile::packageName).forEach(packages::remove);
        assertEquals(List.of(), packages.stream().map(name -> "gossip." + name).toList());
    }

    @Test
    void a_file_has_at_most_250_lines() {
        assertEquals(List.of(), Stream.of("src/main/java", "src/test/java", "src/bench/java")
                .flatMap(folder -> SourceFiles.under(Path.of(folder)).stream())
                .filter(file -> file.lines() > MAX_LINES_PER_FILE)
                .map(file -> file.name() + " has " + file.lines() + " lines").toList());
    }

    @Test
    void a_line_has_at_most_120_characters() {
        assertEquals(List.of(), sources.stream().filter(file -> file.longestLine() > MAX_CHARACTERS_PER_LINE)
                .map(file -> file.name() + " has a line of " + file.longestLine() + " characters").toList());
    }

    @Test
    void imports_name_their_class() {
        assertEquals(List.of(), sources.stream()
                .filter(file -> file.code().contains(".*;")).map(SourceFile::name).toList());
    }

    private static boolean isCore(SourceFile file) {
        return CORE.matcher(file.packageName()).matches();
    }

    private Stream<String> uses(Predicate<SourceFile> where, Pattern what) {
        return sources.stream().filter(where).flatMap(file -> file.uses().stream()
                .filter(name -> what.matcher(name).matches()).map(name -> file.name() + " uses " + name));
    }

    /** Returns the packages of this project that each package uses, both without the prefix {@code gossip.}. */
    private Map<String, Set<String>> dependencies() {
        Map<String, Set<String>> dependencies = new TreeMap<>();
        for (SourceFile file : sources) {
            Set<String> used = dependencies.computeIfAbsent(file.packageName(), name -> new TreeSet<>());
            file.uses().stream().filter(name -> name.startsWith("gossip."))
                    .map(SourceFiles::packageOf).filter(other -> !other.equals(file.packageName())).forEach(used::add);
        }
        return dependencies;
    }

    /** Returns the packages that a package uses directly or through others. Contains the package itself in a cycle. */
    private static Set<String> reachable(String start, Map<String, Set<String>> dependencies) {
        Set<String> reached = new TreeSet<>();
        Deque<String> frontier = new ArrayDeque<>(dependencies.get(start));
        while (!frontier.isEmpty()) {
            String next = frontier.removeFirst();
            if (reached.add(next)) {
                frontier.addAll(dependencies.get(next));
            }
        }
        return reached;
    }
}
