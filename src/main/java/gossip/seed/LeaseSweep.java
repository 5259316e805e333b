package gossip.seed;

import gossip.node.Environment;
import gossip.node.HostCheck;
import gossip.node.SeedListener;
import gossip.node.Timer;
import java.time.Duration;

/** The timer that removes members whose lease has expired. */
final class LeaseSweep {

    /** A shorter delay is no pause. Otherwise a client with a lease of 1 ms could renew the leases of others. */
    private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

    private final Environment environment;
    private final Membership membership;
    private final Removals removals;
    private final HostCheck hostCheck;
    private Timer timer = () -> { };
    private boolean scheduled;
    /** The time at which the scheduled sweep is due. */
    private long due;

    /** @param listener is notified of problems of the host, because of which no peer can renew its lease */
    LeaseSweep(Environment environment, Membership membership, Removals removals, SeedListener listener) {
        this.environment = environment;
        this.membership = membership;
        this.removals = removals;
        this.hostCheck = new HostCheck(environment, listener::notice);
    }

    /** Schedules one timer for all leases, for the time when the first one expires. */
    void schedule() {
        membership.untilNextExpiry(environment.nanoTime()).ifPresent(this::schedule);
    }

    /** Notes a lease that begins now. It may expire before all others. */
    void begun(Duration lease) {
        if (!scheduled || environment.nanoTime() + lease.toNanos() - due < 0) {
            timer.cancel();
            schedule(lease.toNanos());
        }
    }

    private void schedule(long delay) {
        scheduled = true;
        long pause = Math.max(0, delay);
        due = environment.nanoTime() + pause;
        timer = environment.schedule(Duration.ofNanos(pause), this::sweep);
    }

    /** A sweep that is late by more than half a lease means that this seed was paused and could not read renewals. */
    private void sweep() {
        scheduled = false;
        hostCheck.check();
        long late = environment.nanoTime() - due;
        if (late > Math.max(MIN_PAUSE.toNanos(), membership.firstLease().toNanos() / 2)) {
            membership.renewLeases(environment.nanoTime());
        }
        membership.expired(environment.nanoTime())
                .forEach(peer -> removals.remove(peer, SeedListener.Reason.EXPIRED));
        schedule();
    }
}
