package gossip.system;

import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The events of all nodes of a network in their order, for tests that wait for them. Thread-safe. */
final class LiveEvents {

    /**
     * One event.
     *
     * @param at the node that reported it
     * @param event its name in the event log
     * @param about the peer, message or connection that it concerns
     * @param reason as the event states it; empty if it states none
     * @param nanos the time by {@link System#nanoTime}
     */
    record Entry(Address at, String event, String about, String reason, long nanos) {

        /** Returns what the event concerns, and the reason. */
        String text() {
            return about + " " + reason;
        }
    }

    /** The long tests have many more nodes than the machine has cores, so each takes its turn. */
    private static final Duration TIMEOUT = Duration.ofSeconds(Boolean.getBoolean("gossip.long") ? 120 : 20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final List<Entry> entries = new ArrayList<>();

    /** Waits until the condition holds. Checks it again after each event, and fails after the timeout. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        int seen = size();
        // The condition is checked outside the lock, because it may call a node that is adding an event.
        while (!condition.getAsBoolean()) {
            if (!awaitMoreThan(seen, deadline)) {
                throw new AssertionError("timeout while waiting for " + what + "; the last of " + seen + " entries:\n  "
                        + String.join("\n  ", all().reversed().stream().limit(30).map(Entry::toString).toList()));
            }
            seen = size();
        }
    }

    private boolean awaitMoreThan(int seen, long deadline) throws InterruptedException {
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (entries.size() == seen && left > 0) {
                left = added.awaitNanos(left);
            }
            return entries.size() > seen;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    List<Entry> all() {
        lock.lock();
        try {
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    List<Entry> of(Address at) {
        return all().stream().filter(entry -> entry.at().equals(at)).toList();
    }

    List<Entry> of(Address at, String event) {
        return of(at).stream().filter(entry -> entry.event().equals(event)).toList();
    }

    List<Entry> of(String event) {
        return all().stream().filter(entry -> entry.event().equals(event)).toList();
    }

    boolean has(Address at, String event) {
        return !of(at, event).isEmpty();
    }

    boolean has(Address at, String event, Object about) {
        return of(at, event).stream().anyMatch(entry -> entry.about().equals(about.toString()));
    }

    private void add(Address at, String event, Object about) {
        add(at, event, about, "");
    }

    private void add(Address at, String event, Object about, String reason) {
        long now = System.nanoTime();
        lock.lock();
        try {
            entries.add(new Entry(at, event, about.toString(), reason, now));
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    static long millis(long from, Entry to) {
        return TimeUnit.NANOSECONDS.toMillis(to.nanos() - from);
    }

    PeerListener peer(Address self) {
        return new PeerListener() {
            @Override
            public void waitingForSeed(Duration pause) {
                add(self, "WAITING_FOR_SEED", "");
            }

            @Override
            public void joined(int neighbors) {
                add(self, "JOINED", neighbors);
            }

            @Override
            public void neighborConnected(Address peer, boolean dialed, int degree) {
                add(self, "NEIGHBOR_CONNECTED", peer);
            }

            @Override
            public void neighborDisconnected(Address peer, String reason, int degree) {
                add(self, "NEIGHBOR_DISCONNECTED", peer, reason);
            }

            @Override
            public void generated(Gossip gossip) {
                add(self, "GOSSIP_GENERATED", gossip.id());
            }

            @Override
            public void received(Gossip gossip, Address from) {
                add(self, "GOSSIP_RECEIVED", gossip.id());
                add(self, "RECEIVED_FROM", from + " " + gossip.hops());
                add(self, "RECEIVED_TEXT", gossip.payload().text());
            }

            @Override
            public void pingReplyReceived(Address peer, Duration roundTrip) {
                add(self, "PING_REPLY_RECEIVED", peer);
            }

            @Override
            public void pingMissed(Address peer, int misses) {
                add(self, "PING_MISSED " + misses, peer);
            }

            @Override
            public void neighborDead(PeerId peer) {
                add(self, "NEIGHBOR_DEAD", peer.address());
            }

            @Override
            public void deathReported(Address seed, PeerId peer) {
                add(self, "DEATH_REPORTED", peer.address());
            }

            @Override
            public void seedUnreachable(Address seed, String reason) {
                add(self, "SEED_UNREACHABLE", seed, reason);
            }

            @Override
            public void badInput(String from, String reason) {
                add(self, "BAD_INPUT", from, reason);
            }
        };
    }

    SeedListener seed(Address self) {
        return new SeedListener() {
            @Override
            public void registered(PeerId peer, int members) {
                add(self, "PEER_REGISTERED", peer.address());
            }

            @Override
            public void removed(PeerId peer, String name, Reason reason, int members) {
                add(self, "PEER_REMOVED", peer.address());
            }

            @Override
            public void badInput(String from, String reason) {
                add(self, "BAD_INPUT", from, reason);
            }
        };
    }
}
