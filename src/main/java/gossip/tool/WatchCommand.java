package gossip.tool;

import gossip.cli.Durations;
import gossip.protocol.Address;
import gossip.protocol.Message.Watch;
import gossip.text.PrintableText;
import gossip.tool.client.Deadline;
import gossip.tool.client.Directory;
import gossip.tool.client.Fanout;
import gossip.tool.client.NodeClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that prints the events of nodes as they happen. */
@Command(name = "watch", sortOptions = false, description = "Shows the events of all nodes as they happen, until"
        + " Ctrl+C. Nodes that join are added. A line is cut at 100 columns; --json prints all of it.")
final class WatchCommand extends ToolCommand {

    /** Events that are not yet printed. When the queue is full, the nodes are read no faster than they are printed. */
    private static final int MAX_QUEUED = 10_000;
    /** Messages that are remembered so that each is printed once. */
    private static final int MAX_IDS = 100_000;
    private static final Duration SEARCH = Duration.ofSeconds(2);
    private static final String MESSAGE_EVENTS = "GOSSIP_GENERATED,GOSSIP_RECEIVED";

    /** The events that nodes of this version report. A test compares them with the document. */
    static final List<String> EVENTS = List.of("""
            BAD_INPUT CERTIFICATE_EXPIRING CERTIFICATE_INVALID CERTIFICATE_REFUSED CERTIFICATE_ROTATED DEATH_REFUTED
            DEATH_REPORTED GAP GOSSIP_FORWARDED GOSSIP_GENERATED GOSSIP_RECEIVED GOSSIP_SUPPLIED JOINED JOURNAL_DAMAGED
            JOURNAL_FAILED JOURNAL_OPENED JOURNAL_RESTORED JOURNAL_TRUNCATED LINK_REFUSED MEMBER_UNREACHABLE
            NEIGHBOR_CONNECTED NEIGHBOR_DEAD NEIGHBOR_DISCONNECTED NOTICE PEER_LIST_RECEIVED PEER_LIST_SENT PEER_PROBED
            PEER_REGISTERED PEER_REMOVED PEER_STARTED PEER_STOPPED PING_MISSED PING_REPLY_RECEIVED PING_SENT REBORN
            REGISTERED RETENTION_CUT SEED_STARTED SEED_STOPPED SEED_UNREACHABLE WAITING_FOR_SEED""".split("\\s+"));

    @Parameters(paramLabel = "ADDRESS", description = "Nodes, by address or name. Default: all.")
    private List<String> nodes = List.of();

    @Option(names = "--events", paramLabel = "GLOB", split = ",",
            description = "Only events whose names match, such as GOSSIP_*,PING_MISSED.")
    private List<String> events = List.of(Watch.EVERYTHING);

    @Option(names = "--messages", description = "Only the text of each message, once.")
    private boolean messages;

    @Option(names = "--count", paramLabel = "N", description = "Ends after N lines.")
    private Optional<Integer> count = Optional.empty();

    @Option(names = "--for", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "Ends this long after all nodes have answered or have been given up. Exit code 1 if"
                    + " --count is not reached.")
    private Optional<Duration> time = Optional.empty();

    private record Item(Address node, Instant at, Map<String, String> event) {

        static Item of(Address node, Map<String, String> event) throws IOException {
            String time = event.getOrDefault("time", "");
            if (!time.matches("\\d{1,15}")) {
                throw new IOException("invalid event: the time is '" + time + "'");
            }
            return new Item(node, Instant.ofEpochMilli(Long.parseLong(time)), event);
        }
    }

    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final Set<Address> watched = new HashSet<>();
    private final Set<Address> warned = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    /** Nodes that have not yet answered for the first time. */
    private final AtomicInteger connecting = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final Set<String> printedIds = new LinkedHashSet<>();

    @Override
    int run() throws IOException, InterruptedException {
        if (!String.join(",", events).matches("[A-Za-z0-9_*?,]{1,256}")) {
            throw usageError("--events has only letters, digits and _ * ? , and at most 256 characters");
        }
        events.forEach(this::requireKnown);
        count.filter(lines -> lines < 1).ifPresent(lines -> {
            throw usageError("--count must be 1 or more, not " + lines);
        });
        List<Address> fixed = resolve(nodes);
        (fixed.isEmpty() ? directory().nodes() : fixed).forEach(this::start);
        findNames();
        Deadline search = Deadline.after(SEARCH);
        Deadline latestStart = Deadline.after(perNode().multipliedBy(2));
        Optional<Deadline> end = Optional.empty();
        int printed = 0;
        while (end.isEmpty() || !end.get().isOver()) {
            if (end.isEmpty() && (connecting.get() == 0 || latestStart.isOver())) {
                end = Optional.of(time.map(Deadline::after).orElseGet(Deadline::never));
            }
            long millis = Math.min(100, Math.max(1, end.orElse(latestStart).millisLeft()));
            Item item = queue.poll(millis, TimeUnit.MILLISECONDS);
            if (item != null && print(item)) {
                printed++;
                if (count.isPresent() && printed >= count.get()) {
                    return YES;
                }
            }
            if (item == null && open.get() == 0) {
                return ended();
            }
            if (fixed.isEmpty() && search.isOver()) {
                search = Deadline.after(SEARCH);
                Thread.startVirtualThread(this::findNewNodes);
            }
        }
        return count.isPresent() || served.get() == 0 ? NO : YES;
    }

    private void requireKnown(String glob) {
        String regex = glob.replace("*", ".*").replace('?', '.');
        if (EVENTS.stream().noneMatch(event -> event.matches(regex))) {
            throw usageError("--events " + glob + " matches no event; events are " + String.join(", ", EVENTS));
        }
    }

    private int ended() throws NobodyReachableException {
        if (served.get() == 0) {
            throw new NobodyReachableException("no node can be watched");
        }
        return count.isPresent() ? NO : YES;
    }

    private void findNewNodes() {
        Deadline limit = Deadline.after(SEARCH);
        Directory directory = Directory.of(connector(), configuredSeeds(), limit, SEARCH);
        names.add(directory);
        directory.nodes().forEach(this::start);
    }

    /** Watches a node, unless it is watched already. */
    private synchronized void start(Address node) {
        if (watched.add(node)) {
            open.incrementAndGet();
            connecting.incrementAndGet();
            Thread.startVirtualThread(() -> watch(node));
        }
    }

    private void watch(Address node) {
        String glob = messages ? MESSAGE_EVENTS : String.join(",", events);
        boolean refused = false;
        boolean isConnecting = true;
        try (NodeClient client = connector().watch(node, glob, perNode())) {
            served.incrementAndGet();
            isConnecting = false;
            connecting.decrementAndGet();
            while (true) {
                queue.put(Item.of(node, client.event()));
            }
        } catch (NodeClient.RefusedException e) {
            refused = true;
            warn(label(node) + " refuses: " + e.getMessage());
        } catch (IOException e) {
            if (warned.add(node)) {
                warn(label(node) + ": " + Fanout.describe(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (isConnecting) {
                connecting.decrementAndGet();
            }
            open.decrementAndGet();
            if (!refused) {
                synchronized (this) {
                    watched.remove(node);
                }
            }
        }
    }

    /** Prints an event. Returns false if it is another copy of a message that was printed. */
    private boolean print(Item item) throws IOException {
        Map<String, String> event = item.event();
        if (messages && !isFirst(event.getOrDefault("id", ""))) {
            return false;
        }
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("time", Columns.timestamp(item.at()));
            document.put("node", item.node().toString());
            event.forEach((key, value) -> document.putIfAbsent(key, value));
            print(document);
        } else if (messages) {
            out().println(PrintableText.of(event.getOrDefault("text", "")));
        } else {
            String details = event.entrySet().stream().filter(entry -> !entry.getKey().matches("time|event"))
                    .map(entry -> entry.getKey() + "=" + label(entry.getValue())).collect(Collectors.joining(" "));
            out().println(Columns.cut(PrintableText.of(
                    Columns.clock(item.at()) + " " + label(item.node())
                            + " " + event.get("event") + " " + details), Columns.WIDTH));
        }
        requireOutput();
        return true;
    }

    private boolean isFirst(String id) {
        if (printedIds.size() >= MAX_IDS) {
            printedIds.remove(printedIds.iterator().next());
        }
        return printedIds.add(id);
    }
}
