package gossip.peer.broadcast;

import java.util.Optional;

/**
 * A linked list of origins, oldest first: the unlisted origins that one link brought, or all listed ones. It also
 * counts how many unknown origins the link brought in the present heartbeat.
 */
final class OriginList {

    private OriginState first;
    private OriginState last;
    private int size;
    private long heartbeat = -1;
    private int admitted;

    int size() {
        return size;
    }

    /** Returns the oldest origin; the list must not be empty. */
    OriginState first() {
        return first;
    }

    void add(OriginState state) {
        state.setLinks(this, last, null);
        if (last == null) {
            first = state;
        } else {
            last.setLinks(this, last.previous(), state);
        }
        last = state;
        size++;
    }

    void remove(OriginState state) {
        OriginState before = state.previous();
        OriginState after = state.following();
        if (before == null) {
            first = after;
        } else {
            before.setLinks(this, before.previous(), after);
        }
        if (after == null) {
            last = before;
        } else {
            after.setLinks(this, before, after.following());
        }
        size--;
    }

    /**
     * Moves an origin to the end: the first of which more than one message was received, if it is among the first
     * {@code most}. Returns it.
     */
    Optional<OriginState> postponeOldestActive(int most) {
        OriginState state = first;
        for (int i = 0; i < most && state != null; i++) {
            if (state.front() > 1) {
                remove(state);
                add(state);
                return Optional.of(state);
            }
            state = state.following();
        }
        return Optional.empty();
    }

    void moveAllTo(OriginList other) {
        while (size > 0) {
            OriginState state = first;
            remove(state);
            other.add(state);
        }
    }

    // ---- admission

    /** Returns whether the link has brought no unknown origin in this heartbeat yet. */
    boolean isNew(long now) {
        return heartbeat != now;
    }

    /** Counts an unknown origin, unless the link has brought {@code share} of them in this heartbeat. */
    boolean admit(long now, int share) {
        if (heartbeat != now) {
            heartbeat = now;
            admitted = 0;
        }
        boolean allowed = admitted < share;
        admitted += allowed ? 1 : 0;
        return allowed;
    }
}
