package gossip.tool;

import gossip.cli.ConfigException;
import gossip.cli.ConfigFile;
import gossip.cli.Durations;
import gossip.cli.Launcher.LostOutputException;
import gossip.cli.Terminal;
import gossip.cli.TextConverter;
import gossip.protocol.Address;
import gossip.text.PrintableText;
import gossip.tool.client.Answer;
import gossip.tool.client.Connector;
import gossip.tool.client.Deadline;
import gossip.tool.client.Directory;
import gossip.tool.client.Fanout;
import gossip.tool.client.Json;
import gossip.tool.client.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command about a running network: the options that all of them share, and how they find the nodes. */
abstract class ToolCommand implements Callable<Integer> {

    static final int YES = 0;
    static final int NO = 1;
    static final int UNREACHABLE = 3;
    private static final String CLEAR_SCREEN = "\033[H\033[2J";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** No node can be reached. */
    static final class NobodyReachableException extends IOException {
        private static final long serialVersionUID = 1L;

        NobodyReachableException(String message) {
            super(message);
        }
    }

    /** A converter of the value of an option. */
    static final class AddressConverter extends TextConverter<Address> {
        AddressConverter() {
            super(Address::parse);
        }
    }

    @Spec
    CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "File with the seeds. Default: config.txt.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--seed", paramLabel = "HOST:PORT", converter = AddressConverter.class,
            description = "A seed, in place of those in the file. May be repeated.")
    private List<Address> seeds = List.of();

    @Option(names = "--timeout", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "How long the command may take. Default: 5s; send --wait: 30s.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    @Option(names = "--tls", paramLabel = "DIR", description = "Folder with ca.pem, cert.pem and key.pem, for a network"
            + " with TLS. send and watch need the certificate of an operator.")
    Optional<Path> tls = Optional.empty();

    private Deadline deadline;
    private Connector connector;
    final Names names = new Names();

    /** Runs the command. Returns its exit code. */
    abstract int run() throws IOException, InterruptedException;

    /** A part of a command. It returns an exit code. */
    @FunctionalInterface
    interface Step {
        int run() throws IOException;
    }

    /** Runs the step once or, if a pause is given, until Ctrl+C, and clears a terminal before each repetition. */
    final int repeat(Optional<Duration> pause, Step step) throws IOException, InterruptedException {
        int code = step.run();
        while (pause.isPresent()) {
            requireOutput();
            Thread.sleep(pause.get());
            restartDeadline();
            if (!json && Terminal.isOutput()) {
                out().print(CLEAR_SCREEN);
            }
            code = step.run();
        }
        return code;
    }

    /** Returns the time that the command may take if the option is not given. */
    Duration defaultTimeout() {
        return DEFAULT_TIMEOUT;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        restartDeadline();
        connector = Connector.of(tls);
        try {
            return run();
        } catch (NobodyReachableException e) {
            warn(e.getMessage());
            return UNREACHABLE;
        } finally {
            out().flush();
        }
    }

    /** Fails if what was printed so far has not been written. Without a reader, there is no reason to continue. */
    final void requireOutput() throws IOException {
        if (out().checkError()) {
            throw new LostOutputException();
        }
    }

    /** Returns how to connect to nodes. */
    public final Connector connector() {
        return connector;
    }

    final void restartDeadline() {
        deadline = Deadline.after(timeout());
    }

    final Duration timeout() {
        return timeout.orElse(defaultTimeout());
    }

    final Deadline deadline() {
        return deadline;
    }

    /** Returns how long one node may take: two fifths of --timeout, so that seeds and then members can be slow. */
    final Duration perNode() {
        return Duration.ofNanos(timeout.orElse(DEFAULT_TIMEOUT).toNanos() / 5 * 2);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final void print(Map<String, ?> document) {
        out().println(Json.of(document));
        out().flush();
    }

    final void print(Columns table) {
        table.lines().forEach(out()::println);
    }

    /** Prints a line on standard error. */
    final void warn(String line) {
        spec.commandLine().getErr().println(PrintableText.of(line));
    }

    final ParameterException usageError(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    final List<Address> configuredSeeds() {
        try {
            return seeds.isEmpty() ? ConfigFile.seedsOf(config) : seeds;
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Asks the seeds for the members, and warns of seeds that do not answer. */
    final Directory directory() throws NobodyReachableException {
        Directory directory = Directory.of(connector, configuredSeeds(), deadline, perNode());
        if (!directory.isReachable()) {
            throw new NobodyReachableException("no seed is reachable: " + String.join(", ", directory.seeds().stream()
                    .map(seed -> seed.node() + " (" + seed.error() + ")").toList())
                    + "; start or restart it, or name another with --seed"
                    + (tls.isPresent() ? ", or leave out --tls if the network has no TLS" : ""));
        }
        directory.seeds().stream().filter(seed -> !seed.isPresent())
                .forEach(seed -> warn("partial answer: seed " + seed.node() + ": " + seed.error()));
        names.add(directory);
        return directory;
    }

    /** Asks the seeds for names unless they have been asked. Without seeds, nodes are shown without names. */
    final void findNames() {
        try {
            if (names.isEmpty()) {
                names.add(Directory.of(connector, configuredSeeds(), deadline, perNode()));
            }
        } catch (ParameterException e) {
            // The command has the addresses that it needs.
        }
    }

    /** Returns the address with the name, if it is known. Any other text stays as it is. */
    final String label(Object address) {
        return Columns.label(address, names.of(address));
    }

    /** Asks nodes at the same time. */
    final <T> List<Answer<T>> ask(List<Address> nodes, Fanout.Question<T> question) {
        return Fanout.ask(connector, nodes, deadline, perNode(), question);
    }

    /** Returns the address that an argument means: an address, or the name of a member. */
    final Address resolve(String node) throws NobodyReachableException {
        return resolve(node, "gossip.sh members lists the names");
    }

    /** @param hint what to do if no member has this name */
    final Address resolve(String node, String hint) throws NobodyReachableException {
        try {
            return node.contains(":") ? Address.parse(node) : only(node, directory().named(node), hint);
        } catch (IllegalArgumentException e) {
            throw usageError(e.getMessage());
        }
    }

    /** Returns the only member with this name. */
    final Address only(String name, List<Address> named, String hint) {
        if (named.size() != 1) {
            throw usageError(named.isEmpty() ? "no member is named '" + name + "'; " + hint
                    : "the name '" + name + "' is used by " + named + "; give one of them");
        }
        return named.getFirst();
    }

    final List<Address> resolve(List<String> nodes) throws NobodyReachableException {
        List<Address> resolved = new ArrayList<>();
        for (String node : nodes) {
            resolved.add(resolve(node));
        }
        return resolved;
    }
}
