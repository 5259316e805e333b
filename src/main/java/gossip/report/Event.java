package gossip.report;

import java.util.Optional;

/** A logged event that the report uses. All others are {@link Other}. */
sealed interface Event {
    record SeedStarted() implements Event {}

    record SeedStopped() implements Event {}

    /** At most this many lines were not written to the file. */
    record FileSkipped(int lines) implements Event {}

    record PeerStarted() implements Event {}

    record Registered(String seed) implements Event {}

    record Joined() implements Event {}

    record Reborn(long incarnation) implements Event {}

    record DegreeChanged(int degree, String reason) implements Event {}

    record Generated(String id) implements Event {}

    record Received(String id, int hops) implements Event {}

    record DeclaredDead(String peer, Optional<Long> incarnation) implements Event {}

    record Removed(String peer, Optional<Long> incarnation, String reason) implements Event {}

    /** One bad input, or the number of those that were not logged one by one. */
    record BadInput(String from, int count) implements Event {}

    /** Messages that a peer will never get. */
    record Gap(long messages) implements Event {}

    record PeerStopped() implements Event {}

    record Other() implements Event {}

    /** Returns the event of a line. Empty if the line lacks a key that its event must have. */
    static Optional<Event> of(LogLine line) {
        return switch (line.role() + " " + line.event()) {
            case "SEED SEED_STARTED" -> Optional.of(new SeedStarted());
            case "SEED SEED_STOPPED" -> Optional.of(new SeedStopped());
            case "LOG FILE_SKIPPED" -> line.count("lines").map(FileSkipped::new);
            case "SEED PEER_REMOVED" -> line.value("peer")
                    .flatMap(peer -> line.value("reason")
                            .map(reason -> new Removed(peer, line.number("incarnation"), reason)));
            case "PEER PEER_STARTED" -> Optional.of(new PeerStarted());
            case "PEER REGISTERED" -> line.value("seed").map(Registered::new);
            case "PEER JOINED" -> Optional.of(new Joined());
            case "PEER NEIGHBOR_CONNECTED", "PEER NEIGHBOR_DISCONNECTED" ->
                    line.count("degree").map(degree -> new DegreeChanged(degree, line.value("reason").orElse("")));
            case "PEER REBORN" -> line.number("incarnation").map(Reborn::new);
            case "PEER GOSSIP_GENERATED" -> line.value("id").map(Generated::new);
            case "PEER GOSSIP_RECEIVED" -> line.value("id")
                    .flatMap(id -> line.count("hops").map(hops -> new Received(id, hops)));
            case "PEER NEIGHBOR_DEAD" ->
                    line.value("peer").map(peer -> new DeclaredDead(peer, line.number("incarnation")));
            case "PEER PEER_STOPPED" -> Optional.of(new PeerStopped());
            case "SEED BAD_INPUT", "PEER BAD_INPUT" ->
                    Optional.of(new BadInput(line.value("from").orElse(""), line.count("count").orElse(1)));
            case "PEER GAP" -> line.number("from")
                    .flatMap(from -> line.number("to").map(to -> new Gap(Math.max(0, to - from + 1))));
            default -> Optional.of(new Other());
        };
    }
}
