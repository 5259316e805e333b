package gossip.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A reader that collects the facts of the last run in a log, in one pass. The lines of one node are in order, the lines
 * of different nodes may be in any order. Relations between nodes are therefore computed later, by the time stamps.
 *
 * <p>Each run appends to the log, so a log may contain several runs. A run is over when its last peer has stopped or
 * was declared dead, because a killed peer may not log that it stops. The next run begins with the next PEER_STARTED.
 * Seeds may continue from one run to the next.
 */
final class RunReader {
    /** Peers of earlier runs. Seeds may still report their removal in this run, which is then ignored. */
    private final Set<String> earlierPeers;
    private final int earlierRuns;
    private Optional<OffsetDateTime> first = Optional.empty();
    private Instant lastLineAt = Instant.MIN;
    private long events;
    private long skippedLines;
    private long missingLines;
    private final Set<String> seeds;
    private final Set<String> runningSeeds;
    /** Peers that are running according to the log. A peer that was declared dead and logs another line runs again. */
    private final Set<String> runningPeers = new HashSet<>();
    private final List<PeerInstance> instances = new ArrayList<>();
    private final Map<String, Integer> currentInstance = new HashMap<>();
    private final Map<String, Run.Generation> generated = new HashMap<>();
    private final Map<String, List<Run.Reception>> receptions = new HashMap<>();
    private final List<Run.DegreeChange> degrees = new ArrayList<>();
    private final List<Run.Departure> departures = new ArrayList<>();
    private final List<String> badInputs = new ArrayList<>();

    private RunReader(int earlierRuns, Set<String> bygone, Set<String> seedsUp) {
        this.earlierRuns = earlierRuns;
        this.earlierPeers = bygone;
        this.runningSeeds = seedsUp;
        this.seeds = new TreeSet<>(seedsUp);
    }

    /** Streams a file. Memory use is a few dozen bytes for each reception, independent of the length of the lines. */
    static Run read(Path file) throws IOException {
        // InputStreamReader replaces bytes that are not UTF-8. Files.lines would throw an exception.
        try (InputStream in = Files.newInputStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return read(reader.lines());
        } catch (UncheckedIOException wrapped) {
            throw wrapped.getCause();
        }
    }

    static Run read(Stream<String> lines) {
        RunReader reader = new RunReader(0, Set.of(), new HashSet<>());
        for (Iterator<String> rest = lines.iterator(); rest.hasNext(); ) {
            reader = reader.read(rest.next());
        }
        return reader.run();
    }

    /** Reads a line and returns the reader for the next one, which is another reader when a new run has begun. */
    private RunReader read(String text) {
        Optional<LogLine> line = LogLine.parse(text);
        Optional<Event> event = line.flatMap(Event::of);
        boolean newRun = event.filter(Event.PeerStarted.class::isInstance).isPresent() && isOver();
        RunReader reader = newRun ? readerOfNextRun() : this;
        if (event.isPresent() && reader.accept(line.get(), event.get())) {
            reader.count(line.get());
        } else {
            reader.skippedLines++;
        }
        return reader;
    }

    private boolean isOver() {
        return !instances.isEmpty() && runningPeers.isEmpty();
    }

    private RunReader readerOfNextRun() {
        Set<String> gone = new HashSet<>(earlierPeers);
        gone.addAll(currentInstance.keySet());
        return new RunReader(earlierRuns + 1, gone, runningSeeds);
    }

    private void count(LogLine line) {
        events++;
        if (first.isEmpty() || line.time().isBefore(first.get())) first = Optional.of(line.time());
    }

    /** Processes an event. Returns false if it belongs to a peer whose start is not in the log. */
    private boolean accept(LogLine line, Event event) {
        Instant at = line.time().toInstant();
        String by = line.address();
        switch (event) {
            case Event.FileSkipped(int lines) -> missingLines += lines;
            case Event.SeedStarted() -> {
                seeds.add(by);
                runningSeeds.add(by);
            }
            case Event.SeedStopped() -> runningSeeds.remove(by);
            case Event.BadInput() -> badInputs.add(by);
            case Event.Removed(String peer, String reason) -> removed(peer, reason, by, at);
            case Event.PeerStarted() -> {
                currentInstance.put(by, instances.size());
                instances.add(PeerInstance.startedAt(at, by));
            }
            default -> { }
        }
        if (!line.role().equals("PEER")) return true;
        if (!currentInstance.containsKey(by)) return event instanceof Event.Other || event instanceof Event.BadInput;
        if (at.isAfter(lastLineAt)) lastLineAt = at;
        runningPeers.add(by);
        acceptFromPeer(currentInstance.get(by), by, event, at);
        return true;
    }

    private void removed(String peer, String reason, String by, Instant at) {
        runningPeers.remove(peer);
        boolean known = currentInstance.containsKey(peer) || !earlierPeers.contains(peer);
        if (known && reason.equals("dead")) {
            departures.add(new Run.Departure(Run.DepartureKind.REMOVED_DEAD, peer, by, at));
        } else if (known && reason.equals("left")) {
            departures.add(new Run.Departure(Run.DepartureKind.LEFT, peer, by, at));
        }
    }

    private void acceptFromPeer(int index, String address, Event event, Instant at) {
        PeerInstance instance = instances.get(index).wroteLine(at);
        switch (event) {
            case Event.Registered(String seed) -> instance = instance.registeredWith(seed);
            case Event.Joined() -> instance = instance.joined(at);
            case Event.PeerStopped() -> {
                instance = instance.stopped(at);
                runningPeers.remove(address);
            }
            case Event.Generated(String id) -> generated.putIfAbsent(id, new Run.Generation(index, at));
            case Event.Received(String id, int hops) -> receptions.computeIfAbsent(id, key -> new ArrayList<>())
                    .add(new Run.Reception(index, at, hops));
            case Event.DegreeChanged(int degree) -> degrees.add(new Run.DegreeChange(index, at, degree));
            case Event.DeclaredDead(String peer) -> {
                departures.add(new Run.Departure(Run.DepartureKind.DECLARED_DEAD, peer, address, at));
                runningPeers.remove(peer);
            }
            default -> { }
        }
        instances.set(index, instance);
    }

    /** Returns the run as views of the collections of this reader, because copies of the receptions may be large. */
    private Run run() {
        return new Run(earlierRuns, first, lastLineAt, events, skippedLines, missingLines,
                Collections.unmodifiableSet(seeds), Collections.unmodifiableList(instances),
                Collections.unmodifiableMap(generated), Collections.unmodifiableMap(receptions),
                Collections.unmodifiableList(degrees), Collections.unmodifiableList(departures),
                Collections.unmodifiableList(badInputs));
    }
}
