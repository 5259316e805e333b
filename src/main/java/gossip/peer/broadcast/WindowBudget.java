package gossip.peer.broadcast;

/** A bound on the memory of all windows of received numbers of one peer. */
final class WindowBudget {

    /** 4 MiB. Guessed. */
    static final int MAX_WORDS = 1 << 19;

    private int used;

    /** Takes this many words of 8 bytes, if so many are left. A negative number returns words. */
    boolean take(int words) {
        if (used + words > MAX_WORDS) {
            return false;
        }
        used += words;
        return true;
    }
}
