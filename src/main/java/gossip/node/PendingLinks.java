package gossip.node;

import gossip.protocol.Message;
import gossip.protocol.Message.Rejected;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The links that others have opened and that have not become anything yet: few, and not for long. When one too many
 * comes, the oldest has to go, so that a crowd of idlers never keeps a newcomer out.
 */
public final class PendingLinks {

    /** The node whose visitors these are. */
    public interface Host {

        /** A visitor has said something. */
        void answer(Link link, Message message);

        /** A visitor has been sent away for its bad manners. */
        void rejected(String from, String reason);
    }

    /** How long an answered visitor may think of another question. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private final Environment environment;
    private final int capacity;
    private final Duration timeout;
    private final Host host;
    private final Map<Link, Timer> links = new LinkedHashMap<>();

    public PendingLinks(Environment environment, int capacity, Duration patience, Host host) {
        this.environment = environment;
        this.capacity = capacity;
        this.timeout = patience;
        this.host = host;
    }

    public int size() {
        return links.size();
    }

    /** Takes in a visitor. The handler that is returned passes on what it says, and sends it away for what is no line. */
    public LinkHandler add(Link link) {
        if (links.size() == capacity) {
            Link eldest = links.keySet().iterator().next();
            reject(eldest, "more than " + capacity + " connections wait here; the oldest goes");
        }
        await(link, timeout, () -> reject(link, "nothing complete was said in " + timeout.toSeconds() + " s"));
        return new PendingLink(link);
    }

    private final class PendingLink implements LinkHandler {
        private final Link link;

        private PendingLink(Link link) {
            this.link = link;
        }

        @Override
        public void received(Link from, Message message) {
            host.answer(link, message);
        }

        @Override
        public void malformed(Link from, String reason) {
            reject(link, reason);
        }

        @Override
        public void closed(String reason) {
            remove(link);
        }
    }

    /** Says why, and closes. */
    public void reject(Link link, String reason) {
        remove(link);
        host.rejected(link.remote(), reason);
        link.send(new Rejected(reason));
        link.close();
    }

    /** Closes without a word. */
    public void close(Link link) {
        remove(link);
        link.close();
    }

    /** The visitor has been answered: it is given a moment for one more question, then its link is closed. */
    public void keepBriefly(Link link) {
        if (remove(link)) {
            await(link, LINGER, link::close);
        }
    }

    /** The visitor waits for an answer that takes time; the link stays, uncounted in time, until it lingers. */
    public void pauseTimeout(Link link) {
        Timer timer = links.get(link);
        if (timer != null) {
            timer.cancel();
        }
    }

    /** @return whether it was here */
    public boolean remove(Link link) {
        Timer timer = links.remove(link);
        if (timer == null) {
            return false;
        }
        timer.cancel();
        return true;
    }

    private void await(Link link, Duration delay, Runnable end) {
        links.put(link, environment.schedule(delay, () -> {
            links.remove(link);
            end.run();
        }));
    }
}
