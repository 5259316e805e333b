package gossip.node;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The links that others have opened and that have not become anything yet: few, and not for long. When one too many
 * comes, the oldest has to go, so that a crowd of idlers never keeps a newcomer out.
 */
public final class Lobby {

    /** What is done with a visitor that has to go. */
    @FunctionalInterface
    public interface Bouncer {
        void turnOut(Link link, String reason);
    }

    /** How long an answered visitor may think of another question. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private final Surroundings surroundings;
    private final int capacity;
    private final Duration patience;
    private final Bouncer bouncer;
    private final Map<Link, Timer> visitors = new LinkedHashMap<>();

    public Lobby(Surroundings surroundings, int capacity, Duration patience, Bouncer bouncer) {
        this.surroundings = surroundings;
        this.capacity = capacity;
        this.patience = patience;
        this.bouncer = bouncer;
    }

    public int size() {
        return visitors.size();
    }

    public void enter(Link link) {
        if (visitors.size() == capacity) {
            Link eldest = visitors.keySet().iterator().next();
            leave(eldest);
            bouncer.turnOut(eldest, "more than " + capacity + " connections wait here; the oldest goes");
        }
        await(link, patience, () -> bouncer.turnOut(link, "nothing complete was said in " + patience.toSeconds() + " s"));
    }

    /** The visitor has been answered: it is given a moment for one more question, then its link is closed. */
    public void linger(Link link) {
        if (leave(link)) {
            await(link, LINGER, link::close);
        }
    }

    /** The visitor waits for an answer that takes time; the link stays, uncounted in time, until it lingers. */
    public void suspend(Link link) {
        Timer timer = visitors.get(link);
        if (timer != null) {
            timer.cancel();
        }
    }

    /** @return whether it was here */
    public boolean leave(Link link) {
        Timer timer = visitors.remove(link);
        if (timer == null) {
            return false;
        }
        timer.cancel();
        return true;
    }

    private void await(Link link, Duration delay, Runnable end) {
        visitors.put(link, surroundings.schedule(delay, () -> {
            visitors.remove(link);
            end.run();
        }));
    }
}
