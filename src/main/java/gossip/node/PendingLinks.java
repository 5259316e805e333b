package gossip.node;

import gossip.protocol.Message;
import gossip.protocol.Message.Rejected;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Inbound links that have not completed a handshake. At most {@code capacity} links are kept, each for at most
 * {@code timeout}. A new link beyond the capacity closes the oldest answered link, or the oldest one if none is
 * answered. So idle connections cannot block new ones.
 *
 * <pre>
 *         +--keepBriefly: a request was answered--> 0.5 s for another request, then closed; earlier if over capacity
 *         +--keep: the same, for another time
 * pending-+--pauseTimeout: the reply takes time---> no timeout until keepBriefly
 *         +--remove: the handshake is complete----> not pending any more
 *         +--timeout, over capacity, bad line-----> rejected with ERROR
 * </pre>
 */
public final class PendingLinks {

    /** The node to which the links were opened. */
    public interface Host {

        /** Answers a message on a pending link. */
        void answer(Link link, Message message);

        /** Called when a pending link is rejected. */
        void rejected(String from, String reason);
    }

    /** How long a link stays open for another request after a reply. */
    public static final Duration LINGER = Duration.ofMillis(500);

    private final Environment environment;
    private final IntSupplier capacity;
    private final Duration timeout;
    private final Host host;
    /** In the order in which they were opened. */
    private final Map<Link, Pending> links = new LinkedHashMap<>(2);

    /** The handler of one link. It passes messages to the host and rejects bad lines. */
    private final class Pending implements LinkHandler {

        private final Link link;
        private final Function<Message, Optional<String>> refusal;
        private boolean answered;
        private Timer timer;

        private Pending(Link link, Function<Message, Optional<String>> refusal) {
            this.link = link;
            this.refusal = refusal;
        }

        private void startTimeout(Duration delay) {
            timer = environment.schedule(delay, this::timedOut);
        }

        private void timedOut() {
            if (answered) {
                PendingLinks.this.close(link);
            } else {
                reject(link, "no complete message in " + timeout.toSeconds() + " s");
            }
        }

        @Override
        public void received(Link from, Message message) {
            Optional<String> reason = Authorization.refusal(link.identity(), message);
            if (reason.isEmpty()) {
                reason = refusal.apply(message);
            }
            if (reason.isPresent()) {
                reject(link, reason.get());
            } else {
                host.answer(link, message);
            }
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

    public PendingLinks(Environment environment, IntSupplier capacity, Duration timeout, Host host) {
        this.environment = environment;
        this.capacity = capacity;
        this.timeout = timeout;
        this.host = host;
    }

    public int size() {
        return links.size();
    }

    /**
     * Adds a link. Returns its handler, which passes messages to the host and rejects bad lines.
     *
     * @param refusal returns why a message is refused and the link rejected, or empty
     */
    public LinkHandler add(Link link, Function<Message, Optional<String>> refusal) {
        if (links.size() >= capacity.getAsInt()) {
            closeOne();
        }
        Pending pending = new Pending(link, refusal);
        links.put(link, pending);
        pending.startTimeout(timeout);
        return pending;
    }

    private void closeOne() {
        Optional<Link> answered = links.values().stream()
                .filter(pending -> pending.answered).map(pending -> pending.link).findFirst();
        answered.ifPresentOrElse(this::close, () -> reject(links.keySet().iterator().next(),
                "more than " + links.size() + " connections are pending; the oldest is closed"));
    }

    /** Sends ERROR with the reason and closes the link. */
    public void reject(Link link, String reason) {
        remove(link);
        host.rejected(link.remote(), reason);
        link.send(new Rejected(reason));
        link.close();
    }

    /** Closes the link without sending anything. */
    public void close(Link link) {
        remove(link);
        link.close();
    }

    /** Keeps an answered link open for 0.5 s, so that another request can follow. */
    public void keepBriefly(Link link) {
        keep(link, LINGER);
    }

    /** Keeps an answered link open for this time, so that another request can follow; less if over capacity. */
    public void keep(Link link, Duration time) {
        Pending pending = links.get(link);
        if (pending != null) {
            pending.answered = true;
            pending.timer.cancel();
            pending.startTimeout(time);
        }
    }

    /** Cancels the timeout of a link whose request takes time to answer. The caller ends this with keepBriefly. */
    public void pauseTimeout(Link link) {
        Pending pending = links.get(link);
        if (pending != null) {
            pending.answered = false;
            pending.timer.cancel();
        }
    }

    /**
     * Removes a link and leaves it open.
     *
     * @return whether the link was pending
     */
    public boolean remove(Link link) {
        Pending pending = links.remove(link);
        if (pending != null) {
            pending.timer.cancel();
        }
        return pending != null;
    }
}
