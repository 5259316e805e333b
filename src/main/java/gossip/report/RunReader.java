package gossip.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A reader that collects the facts of the last run, in a second pass after {@link LogScan}. The lines of one node are
 * in order, the lines of different nodes may be in any order. Relations between nodes are therefore computed later, by
 * the time stamps. Seeds may continue from one run to the next.
 */
final class RunReader {

    /** A shorter time without a line is not recorded. */
    private static final Duration MIN_SILENCE = Duration.ofMillis(500);

    /** A source of lines that can be read twice. */
    private interface Lines {
        void forEach(BiConsumer<String, String> consumer) throws IOException;
    }

    private final ClockOffsets clocks;
    private final LogScan.LastRun lastRun;
    private Optional<OffsetDateTime> first = Optional.empty();
    private Instant lastLineAt = Instant.MIN;
    private long events;
    private long skippedLines;
    private long missingLines;
    private long gaps;
    private final Set<String> seeds = new TreeSet<>();
    /** Seeds of an earlier run that have not stopped. They belong to this run if they log another line. */
    private final Set<String> earlierSeeds = new HashSet<>();
    private final List<PeerInstance> instances = new ArrayList<>();
    private final Map<String, Integer> currentInstance = new HashMap<>();
    private final Map<String, Run.Generation> generated = new HashMap<>();
    private final Map<String, List<Run.Reception>> receptions = new HashMap<>();
    private final List<Run.DegreeChange> degrees = new ArrayList<>();
    private final List<Run.Departure> departures = new ArrayList<>();
    private final List<Run.BadInput> badInputs = new ArrayList<>();
    private final List<Run.Silence> silences = new ArrayList<>();
    private final Load.Counter load = new Load.Counter();

    private RunReader(ClockOffsets clocks, LogScan.LastRun lastRun) {
        this.clocks = clocks;
        this.lastRun = lastRun;
    }

    /** Streams the files twice. Memory use is about a hundred bytes for each message and reception. */
    static Run read(List<Path> files) throws IOException {
        return readTwice(consumer -> LogFiles.forEachLine(files, consumer));
    }

    static Run read(Stream<String> lines) {
        List<String> all = lines.toList();
        try {
            return readTwice(consumer -> all.forEach(line -> consumer.accept("log", line)));
        } catch (IOException e) {
            throw new IllegalStateException("lines in memory cannot fail", e);
        }
    }

    private static Run readTwice(Lines lines) throws IOException {
        LogScan scan = new LogScan();
        lines.forEach((log, text) -> LogLine.parse(text).ifPresent(line -> scan.accept(log, line)));
        ClockOffsets offsets = scan.offsets();
        RunReader reader = new RunReader(offsets, scan.lastRun(offsets));
        lines.forEach(reader::read);
        return reader.run();
    }

    private void read(String log, String text) {
        Optional<LogLine> line = LogLine.parse(text).map(it -> corrected(log, it));
        Optional<Event> event = line.flatMap(Event::of);
        if (line.isPresent() && isEarlier(line.get())) {
            event.ifPresent(it -> acceptEarlier(line.get().address(), it));
        } else if (event.isPresent() && accept(line.get(), event.get())) {
            count(line.get(), event.get());
            load.accept(line.get());
        } else {
            skippedLines++;
        }
    }

    private LogLine corrected(String log, LogLine line) {
        Duration ahead = clocks.ahead().getOrDefault(LogScan.clock(log, line), Duration.ZERO);
        return ahead.isZero() ? line : new LogLine(
                line.time().minus(ahead), line.role(), line.address(), line.event(), line.values());
    }

    private boolean isEarlier(LogLine line) {
        return !line.time().toInstant().isAfter(lastRun.after());
    }

    private void acceptEarlier(String address, Event event) {
        switch (event) {
            case Event.SeedStarted() -> earlierSeeds.add(address);
            case Event.SeedStopped() -> earlierSeeds.remove(address);
            default -> { }
        }
    }

    /** A run begins with the first start of a node. A seed of an earlier run may log something before that. */
    private void count(LogLine line, Event event) {
        events++;
        boolean isStart = event instanceof Event.PeerStarted || event instanceof Event.SeedStarted;
        if (isStart && (first.isEmpty() || line.time().isBefore(first.get()))) first = Optional.of(line.time());
    }

    /** Processes an event. Returns false if it belongs to a peer whose start is not in the log. */
    private boolean accept(LogLine line, Event event) {
        Instant at = line.time().toInstant();
        String by = line.address();
        switch (event) {
            case Event.FileSkipped(int lines) -> missingLines += lines;
            case Event.SeedStarted() -> seeds.add(by);
            case Event.SeedStopped() -> earlierSeeds.remove(by);
            case Event.BadInput(String from, int count) -> badInputs.add(new Run.BadInput(by, from, count, false));
            case Event.Gap(long messages) -> gaps += messages;
            case Event.Removed removal -> removed(removal, by, at);
            case Event.PeerStarted() -> {
                currentInstance.put(by, instances.size());
                instances.add(PeerInstance.startedAt(at, by));
            }
            default -> { }
        }
        if (line.role().equals("SEED") && earlierSeeds.remove(by)) seeds.add(by);
        if (!line.role().equals("PEER")) return true;
        if (!currentInstance.containsKey(by)) return event instanceof Event.Other || event instanceof Event.BadInput;
        if (at.isAfter(lastLineAt)) lastLineAt = at;
        acceptFromPeer(currentInstance.get(by), by, event, at);
        return true;
    }

    private void removed(Event.Removed removal, String by, Instant at) {
        String peer = removal.peer();
        boolean known = currentInstance.containsKey(peer) || !lastRun.peers().contains(peer);
        if (known && removal.reason().equals("dead")) {
            departures.add(new Run.Departure(Run.DepartureKind.REMOVED_DEAD, peer, removal.incarnation(), by, at));
        } else if (known && removal.reason().equals("left")) {
            departures.add(new Run.Departure(Run.DepartureKind.LEFT, peer, removal.incarnation(), by, at));
        }
    }

    private void acceptFromPeer(int index, String address, Event event, Instant at) {
        Instant before = instances.get(index).lastLineAt();
        if (Duration.between(before, at).compareTo(MIN_SILENCE) > 0) {
            silences.add(new Run.Silence(index, before, at));
        }
        PeerInstance instance = instances.get(index).wroteLine(at);
        switch (event) {
            case Event.Registered(String seed) -> instance = instance.registeredWith(seed);
            case Event.Joined() -> instance = instance.joined(at);
            case Event.Reborn(long incarnation) -> instance = instance.reborn(incarnation);
            case Event.PeerStopped() -> instance = instance.stopped(at);
            case Event.Generated(String id) -> generated.putIfAbsent(id, new Run.Generation(index, at));
            case Event.Received(String id, int hops) -> receptions.computeIfAbsent(id, key -> new ArrayList<>())
                    .add(new Run.Reception(index, at, hops));
            case Event.DegreeChanged(int degree, String reason) -> {
                degrees.add(new Run.DegreeChange(index, at, degree));
                if (reason.equals("bad input")) badInputs.add(new Run.BadInput(address, "a neighbor", 1, true));
            }
            case Event.DeclaredDead(String peer, Optional<Long> incarnation) -> departures.add(
                    new Run.Departure(Run.DepartureKind.DECLARED_DEAD, peer, incarnation, address, at));
            default -> { }
        }
        instances.set(index, instance);
    }

    /** Returns the run as views of the collections of this reader, because copies of the receptions may be large. */
    private Run run() {
        return new Run(lastRun.earlierRuns(), first, lastLineAt, events, skippedLines, missingLines,
                Collections.unmodifiableSet(seeds), Collections.unmodifiableList(instances),
                Collections.unmodifiableMap(generated), Collections.unmodifiableMap(receptions),
                Collections.unmodifiableList(degrees), Collections.unmodifiableList(departures),
                Collections.unmodifiableList(badInputs), Collections.unmodifiableList(silences), gaps, clocks,
                load.build());
    }
}
