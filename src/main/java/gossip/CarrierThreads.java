package gossip;

/** The threads on which the JDK runs the virtual threads of this process, one for each core by default. */
final class CarrierThreads {

    /** Documented in {@link Thread}. */
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    /** Up to JDK 23, a virtual thread that waits in a synchronized method, as those of HTTP do, keeps its carrier. */
    private static final int FIRST_JDK = 24;

    private CarrierThreads() {}

    /**
     * Runs all virtual threads on one thread, unless the user has set the number. Must be called before the first
     * virtual thread starts. For a process with one node: its connections take turns at the lock of the node, so a
     * second thread saves no time, and waking it takes CPU. With TLS, connections also work outside of the lock.
     */
    static void useOne() {
        if (System.getProperty(PARALLELISM) == null && Runtime.version().feature() >= FIRST_JDK) {
            System.setProperty(PARALLELISM, "1");
        }
    }
}
