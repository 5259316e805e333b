package gossip.experiment.metrics;

import gossip.experiment.network.MessageSizes;
import gossip.protocol.Codec;
import gossip.protocol.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The messages that were sent since the start of the run, by verb. Each is counted when it is sent, so lost messages
 * are included. Bytes are those of the lines, without the headers of TCP and IP.
 */
public final class Traffic {

    /** Messages and bytes of one verb. */
    public record Volume(long messages, long bytes) {}

    private final MessageSizes sizes = new MessageSizes();
    private final Map<Class<?>, Counter> counters = new HashMap<>();
    private boolean started;

    private static final class Counter {
        private final String verb;
        private long messages;
        private long bytes;

        private Counter(String verb) {
            this.verb = verb;
        }
    }

    void sent(Message message) {
        if (!started) {
            return;
        }
        Counter counter = counters.get(message.getClass());
        if (counter == null) {
            counter = new Counter(Codec.verb(message));
            counters.put(message.getClass(), counter);
        }
        counter.messages++;
        counter.bytes += sizes.of(message);
    }

    /** Counts the messages that are sent from now on. */
    void start() {
        started = true;
    }

    /** Returns the volumes by verb, in alphabetical order. */
    public SortedMap<String, Volume> volumes() {
        SortedMap<String, Volume> volumes = new TreeMap<>();
        counters.values().forEach(counter ->
                volumes.put(counter.verb, new Volume(counter.messages, counter.bytes)));
        return volumes;
    }
}
