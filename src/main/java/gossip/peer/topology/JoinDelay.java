package gossip.peer.topology;

import gossip.peer.registration.SeedClient;
import gossip.peer.registration.SeedList;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The wait of a joining peer for the joiners before it. These are peers that registered earlier with the first seed and
 * have no links. If all asked for degrees at the same time, all degrees would be 0, and the choice would be uniform.
 */
final class JoinDelay {

    /** Minimum time between two concurrent joiners. */
    private static final Duration MIN_JOIN_INTERVAL = Duration.ofMillis(8);
    /**
     * A join takes twice as long as a registration, so 40 joiners run at a time and see degrees that are late by as
     * many links. In simulations of 200 peers the power law holds with 40, sometimes not with 64, mostly not with 100.
     */
    private static final int JOINERS_PER_REGISTRATION = 20;
    /** From so many linked members on, the network grows exponentially; on slow links from up to four times as many. */
    private static final int LINKED = 400;
    /**
     * Registrations in the time in which the network grows exponentially by the factor e. So a join, which takes two,
     * does not see the links of the latest 2.5 % of the linked members. With 20, it was 10 %, and 2,000 peers on links
     * of 20 to 100 ms did not follow the power law.
     */
    private static final int REGISTRATIONS_PER_GROWTH = 80;
    /** On slower links the network grows faster than that, because the wait is limited, too. */
    private static final Duration MAX_GROWTH_TIME = Duration.ofSeconds(20);
    private static final Duration MAX_JOIN_DELAY = Duration.ofMinutes(1);

    /** A list of this age may be used. A peer reports a new degree to its seeds at most once in this time. */
    private static final Duration MAX_LIST_AGE = Duration.ofMillis(500);
    /**
     * The same in registrations. On slow links a later list favors the first linked peers: with 5, the exponent of 200
     * peers on links of 100 ms rose to 3.16.
     */
    private static final int MAX_LIST_AGE_IN_REGISTRATIONS = 10;

    private JoinDelay() {}

    static Duration of(SeedClient.Registration registration) {
        SeedList list = registration.bootstrap();
        return of(list.total() - list.unlinked(), list.unlinked(), registration.fastestReply());
    }

    /** Returns the time of the fastest answer, or 0 if no seed accepted this registration. */
    static Duration replyTime(SeedClient.Registration registration) {
        return registration.isRegistered() ? registration.fastestReply() : Duration.ZERO;
    }

    /**
     * Returns a random part of the wait for the joiners, for a peer whose last attempt has failed. If the attempts of
     * many peers fail, as on a machine with too much work, they do not all try again within the same seconds.
     */
    static Duration ofRetry(SeedClient.Registration registration, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(of(registration).toNanos() + 1));
    }

    /**
     * Returns the wait for the joiners. Joins run at a constant rate at first. Then the rate is in proportion to the
     * linked members, so the network grows exponentially.
     *
     * @param registration time from the dial to the reply, 0 or longer
     */
    static Duration of(int linked, int joiners, Duration registration) {
        long interval = Math.max(MIN_JOIN_INTERVAL.toNanos(), registration.toNanos() / JOINERS_PER_REGISTRATION);
        long growthTime = Math.min(REGISTRATIONS_PER_GROWTH * registration.toNanos(), MAX_GROWTH_TIME.toNanos());
        int constantUpTo = Math.max(LINKED, (int) (growthTime / interval));
        int atConstantRate = Math.clamp(constantUpTo - linked, 0, joiners);
        double growth = ((double) linked + joiners) / Math.max(linked, constantUpTo);
        // StrictMath: a simulation gives the same result on every machine.
        double turns = atConstantRate + constantUpTo * StrictMath.log(Math.max(1, growth));
        return Duration.ofNanos((long) Math.min(turns * interval, MAX_JOIN_DELAY.toNanos()));
    }

    /** Returns whether the list is too old for the choice after this time, so the peer requests another one. */
    static boolean isTooLong(Duration time, SeedClient.Registration registration) {
        return time.compareTo(MAX_LIST_AGE) > 0
                && time.compareTo(registration.fastestReply().multipliedBy(MAX_LIST_AGE_IN_REGISTRATIONS)) > 0;
    }
}
