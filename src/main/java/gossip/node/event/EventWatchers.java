package gossip.node.event;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.protocol.Message.Observed;
import gossip.protocol.Message.State;
import gossip.protocol.Message;
import gossip.protocol.Pairs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The links on which clients watch the events of a node. At most {@value #CAPACITY} clients watch. A further one closes
 * the link of the oldest. A client that does not read is disconnected when {@value #MAX_QUEUED} bytes are queued for
 * it, so it never delays the node.
 */
public final class EventWatchers {

    static final int CAPACITY = 16;
    static final int MAX_QUEUED = 256 << 10;

    private final Environment environment;
    private final Map<Link, EventFilter> watchers = new LinkedHashMap<>();

    public EventWatchers(Environment environment) {
        this.environment = environment;
    }

    /** Returns whether no client watches, so that events need not be formatted. */
    public boolean isEmpty() {
        return watchers.isEmpty();
    }

    /** Sends the client every later event whose name matches. The link must not be pending any more. */
    public void add(Link link, String globs) {
        if (watchers.size() == CAPACITY) {
            close(watchers.keySet().iterator().next());
        }
        watchers.put(link, new EventFilter(globs));
        link.setHandler(new LinkHandler() {
            @Override
            public void received(Link from, Message message) {
                close(link);
            }

            @Override
            public void malformed(Link from, String reason) {
                close(link);
            }

            @Override
            public void closed(String reason) {
                watchers.remove(link);
            }
        });
        link.send(new State(new Pairs().add("watching", globs).encode()));
    }

    /** @param keysAndValues keys and values in turn; the key message comes last, and clients receive it as text */
    public void event(String name, Object... keysAndValues) {
        Observed event = null;
        List<Link> slow = new ArrayList<>(0);
        for (Map.Entry<Link, EventFilter> watcher : watchers.entrySet()) {
            if (watcher.getValue().accepts(name)) {
                event = event == null ? format(name, keysAndValues) : event;
                Link link = watcher.getKey();
                if (link.traffic().queued() > MAX_QUEUED || !link.send(event)) {
                    slow.add(link);
                }
            }
        }
        slow.forEach(this::close);
    }

    private Observed format(String name, Object... keysAndValues) {
        Pairs pairs = new Pairs().addAll("time", environment.currentTime().toEpochMilli(), "event", name);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String key = (String) keysAndValues[i];
            pairs.add(key.equals("message") ? "text" : key, keysAndValues[i + 1]);
        }
        return new Observed(pairs.encode());
    }

    private void close(Link link) {
        watchers.remove(link);
        link.close();
    }
}
