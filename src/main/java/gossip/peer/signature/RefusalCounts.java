package gossip.peer.signature;

import gossip.node.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The numbers of refused messages and certificates, for each reason. */
final class RefusalCounts {

    private final Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);

    RefusalCounts() {
        for (Refusal reason : Refusal.values()) {
            counts.put(reason, 0L);
        }
    }

    void add(Refusal reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    /** Returns {@code reason:count}, separated by commas. */
    @Override
    public String toString() {
        return counts.entrySet().stream().map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
