package gossip.report;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The traffic of a run by peer and by link. Copies are those of GOSSIP_FORWARDED, which counts the messages of a peer
 * itself, too. Bytes are those of the texts, without ids, heartbeats and anti-entropy.
 *
 * @param peers peers in the order of their addresses
 * @param links links over which a first copy came, the busiest first
 * @param names name by address
 */
record Load(List<PeerLoad> peers, List<LinkLoad> links, Map<String, String> names) {

    /** The traffic of a peer in all its instances. */
    record PeerLoad(String address, long generated, long received, long copiesSent, long bytesSent) {}

    /** The first copies that a link carried, in both directions. */
    record LinkLoad(String one, String other, long firstCopies) {}

    long copies() {
        return peers.stream().mapToLong(PeerLoad::copiesSent).sum();
    }

    long receptions() {
        return peers.stream().mapToLong(PeerLoad::received).sum();
    }

    long bytes() {
        return peers.stream().mapToLong(PeerLoad::bytesSent).sum();
    }

    /** Returns the copies that were sent for each first reception; 1 if none was redundant, 0 without a reception. */
    double redundancy() {
        return receptions() == 0 ? 0 : (double) copies() / receptions();
    }

    /** Returns the peers that sent the most copies, the first one first. */
    List<PeerLoad> busiest() {
        return peers.stream().sorted(Comparator.comparing(PeerLoad::copiesSent).reversed()).toList();
    }

    /** Returns the name of a node behind its address, if it is known. */
    String label(String address) {
        return names.containsKey(address) ? address + " (" + names.get(address) + ")" : address;
    }

    /** Counts the lines of a run. */
    static final class Counter {

        private static final class Counts {
            private long generated;
            private long received;
            private long copies;
            private long bytes;
        }

        private final Map<String, Counts> peers = new TreeMap<>();
        private final Map<String, Map<String, Long>> links = new TreeMap<>();
        private final Map<String, String> names = new HashMap<>();
        /** Bytes of the text by message. */
        private final Map<String, Integer> lengths = new HashMap<>();

        void accept(LogLine line) {
            if (!line.role().equals("PEER")) return;
            Counts counts = peers.computeIfAbsent(line.address(), key -> new Counts());
            String id = line.value("id").orElse("");
            switch (line.event()) {
                case "PEER_STARTED" -> line.value("name").ifPresent(name -> names.put(line.address(), name));
                case "GOSSIP_GENERATED" -> {
                    counts.generated++;
                    lengths.put(id, length(line));
                }
                case "GOSSIP_RECEIVED" -> {
                    counts.received++;
                    lengths.computeIfAbsent(id, key -> length(line));
                    line.value("from").ifPresent(from -> link(line.address(), from));
                }
                case "GOSSIP_FORWARDED" -> {
                    int copies = line.count("to").orElse(0);
                    counts.copies += copies;
                    counts.bytes += (long) copies * lengths.getOrDefault(id, 0);
                }
                default -> { }
            }
        }

        private static int length(LogLine line) {
            return line.value("message").orElse("").getBytes(StandardCharsets.UTF_8).length;
        }

        private void link(String one, String other) {
            boolean ordered = one.compareTo(other) < 0;
            links.computeIfAbsent(ordered ? one : other, key -> new TreeMap<>())
                    .merge(ordered ? other : one, 1L, Long::sum);
        }

        Load build() {
            return new Load(peers.entrySet().stream().map(entry -> new PeerLoad(entry.getKey(),
                            entry.getValue().generated, entry.getValue().received, entry.getValue().copies,
                            entry.getValue().bytes)).toList(),
                    links.entrySet().stream().flatMap(one -> one.getValue().entrySet().stream().map(other ->
                                    new LinkLoad(one.getKey(), other.getKey(), other.getValue())))
                            .sorted(Comparator.comparing(LinkLoad::firstCopies).reversed()).toList(),
                    Map.copyOf(names));
        }
    }
}
