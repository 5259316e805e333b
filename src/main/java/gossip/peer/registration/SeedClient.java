package gossip.peer.registration;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.Request;
import gossip.peer.overlay.LocalPeer;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Members;
import gossip.protocol.Message.Register;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The registration of this peer with a majority of the seeds: the lease, the degree, and a new incarnation when a seed
 * holds a tombstone.
 *
 * <pre>
 * REGISTER --LIST------------------------> registered, until the lease ends
 *    ^  +----BURIED incarnation---------+
 *    +-------higher incarnation, HELLO--+
 * </pre>
 */
public final class SeedClient {

    /**
     * The result of a registration.
     *
     * @param lists the lists of the seeds that accepted this registration
     * @param bootstrap the list of the first seed, or of the seed that held a tombstone; a newcomer connects to one of
     *     its members, so that the overlay is connected
     * @param fastestReply time of the fastest answer
     * @param rejoinedAt the seed that held a tombstone for this peer, if any
     */
    public record Registration(List<SeedList> lists, SeedList bootstrap, Duration fastestReply,
            Optional<Address> rejoinedAt) {

        /** Returns whether a seed accepted this registration. */
        public boolean isRegistered() {
            return !lists.isEmpty();
        }

        /** Returns the highest number of members that a seed has apart from this peer, 1 or more. */
        public int total() {
            return lists.stream().mapToInt(SeedList::total).reduce(1, Math::max);
        }
    }

    /** Number of members that a renewal requests. */
    public static final int SAMPLE = 16;
    private static final int MAX_REJOINS = 3;
    /** Rarely, because samples are useful only after a mistake in a configuration. Guessed. */
    private static final int RENEWALS_PER_SAMPLE = 4;
    /** Durations of the last round by which a lease is longer. So two renewals may fail while the seeds are slow. */
    private static final int SLOW_ROUNDS = 6;

    private final LocalPeer self;
    private final List<Address> seeds;
    private final int wanted;
    private final Duration lease;
    private final Environment environment;
    private final PeerListener listener;
    private final SeedLinks links;
    private final DegreeReports degreeReports;
    private final LongSupplier published;
    private final Runnable onRejoined;
    private final Set<Address> registered = new LinkedHashSet<>();
    /** Seeds beside those of {@code registered} that may list this peer, for others to find it. */
    private final Set<Address> alsoRegistered = new HashSet<>(0);
    private final Departure departure;
    private boolean left;
    private int renewals;
    /** How long the last round of registrations took, or may take. */
    private long roundNanos = RegistrationRound.TIMEOUT.toNanos();

    /**
     * @param wanted number of seeds to register with, 1 up to the number of seeds
     * @param degree supplies the present degree of this peer
     * @param published supplies the number of the next message of this process
     * @param onRejoined called after this peer has taken a new incarnation
     */
    public SeedClient(
            LocalPeer self, List<Address> seeds, int wanted, Duration lease, Environment environment,
            PeerListener listener, IntSupplier degree, LongSupplier published, Runnable onRejoined) {
        this.self = self;
        this.seeds = seeds;
        this.wanted = wanted;
        this.lease = lease;
        this.environment = environment;
        this.listener = listener;
        this.links = new SeedLinks(environment);
        this.degreeReports = new DegreeReports(environment, degree, this::reportDegree);
        this.published = published;
        this.onRejoined = onRejoined;
        this.departure = new Departure(environment, seeds);
    }

    /** Returns whether fewer seeds than wanted hold the registration. */
    public boolean isDegraded() {
        return registered.size() < wanted;
    }

    /** Returns the seeds that hold the registration. */
    public Set<Address> registered() {
        return Collections.unmodifiableSet(registered);
    }

    /**
     * Registers, or renews the lease.
     *
     * @param most number of members to request from each seed
     * @param onRegistered called once all seeds have answered or failed; never after {@link #leave}
     */
    public void register(int most, Consumer<Registration> onRegistered) {
        register(most, Optional.empty(), MAX_REJOINS, onRegistered);
    }

    private void register(
            int most, Optional<Address> rejoinedAt, int rejoinsLeft, Consumer<Registration> onRegistered) {
        Set<Address> first = new LinkedHashSet<>(seeds.subList(0, wanted));
        first.addAll(registered);
        departure.requestsStarted(1);
        long startedAt = environment.nanoTime();
        RegistrationRound.begin(environment, links, request(most), seeds, List.copyOf(first), result -> {
            roundNanos = environment.nanoTime() - startedAt;
            departure.requestEnded();
            if (left) {
                return;
            }
            update(result, most);
            if (result.tombstone().isPresent() && rejoinsLeft > 0) {
                renewIncarnation(result.tombstone().getAsLong());
                register(most, rejoinedAt.or(result::tombstoneSeed), rejoinsLeft - 1, onRegistered);
            } else {
                onRegistered.accept(registration(result, rejoinedAt));
            }
        });
    }

    /** A tombstone below the present incarnation is an answer to an earlier request. */
    private void renewIncarnation(long tombstone) {
        if (tombstone >= self.id().incarnation()) {
            self.renew(tombstone, environment.currentTime());
            listener.rejoined(self.id());
            onRejoined.run();
        }
    }

    private Register request(int most) {
        return new Register(self.identity(), degreeReports.next(), lease(1), most, published.getAsLong());
    }

    /**
     * Returns a lease. If the seeds take long to answer, the next renewals come late, so the lease is longer.
     *
     * @param leases the length, in leases of a seed that is asked at each renewal
     */
    private Duration lease(int leases) {
        return Duration.ofNanos(
                Math.min(leases * (lease.toNanos() + SLOW_ROUNDS * roundNanos), Register.MAX_LEASE.toNanos()));
    }

    private void update(RegistrationRound.Result result, int most) {
        result.unreachable().forEach((seed, reason) -> {
            registered.remove(seed);
            listener.seedUnreachable(seed, reason);
        });
        result.lists().forEach((seed, list) -> {
            if (registered.add(seed)) {
                listener.registered(seed);
            }
            list.members().forEach(member -> listener.named(member.peer().address(), member.name()));
            if (most > SAMPLE) {
                listener.listReceived(seed, list.members().size());
            }
        });
    }

    private Registration registration(RegistrationRound.Result result, Optional<Address> rejoinedAt) {
        List<SeedList> lists = List.copyOf(result.lists().values());
        SeedList bootstrap =
                rejoinedAt.map(result.lists()::get).orElse(lists.isEmpty() ? SeedList.EMPTY : lists.getFirst());
        return new Registration(lists, bootstrap, result.fastestReply(), rejoinedAt);
    }

    /**
     * At every fourth call, requests members from the next seed with which this peer is not registered. Registers
     * there, too, if the seed lists few members. So peers are found whose configuration has only that seed in common
     * with this peer, even if no peer registers with it otherwise.
     */
    public void sampleOtherSeed(Consumer<List<Member>> onMembers) {
        List<Address> others = seeds.stream().filter(seed -> !registered.contains(seed)).toList();
        if (left || others.isEmpty() || renewals++ % RENEWALS_PER_SAMPLE != 0) {
            return;
        }
        Address seed = others.get(renewals / RENEWALS_PER_SAMPLE % others.size());
        Request.send(environment, seed, new Members(Optional.empty(), SAMPLE), RegistrationRound.TIMEOUT,
                new SampleReply(list -> {
                    if (!left && (list.header().total() < SAMPLE || alsoRegistered.contains(seed))) {
                        alsoRegistered.add(seed);
                        Register own = new Register(
                                self.identity(), degreeReports.degree(), lease(2 * others.size()), 0,
                                published.getAsLong());
                        departure.requestsStarted(1);
                        Request.send(environment, seed, own, RegistrationRound.TIMEOUT,
                                Departure.whenEnded(departure::requestEnded));
                    }
                    onMembers.accept(list.members());
                }));
    }

    /** Reports a changed degree to the seeds, or later if the last report was a short time ago. */
    public void degreeChanged() {
        degreeReports.degreeChanged();
    }

    /** Ignores failures, because the next renewal reports the degree again. */
    private void reportDegree() {
        Register request = request(0);
        int[] unanswered = {registered.size()};
        if (registered.isEmpty()) {
            degreeReports.answered();
        }
        departure.requestsStarted(registered.size());
        List.copyOf(registered).forEach(seed ->
                links.send(seed, request, RegistrationRound.TIMEOUT, Departure.whenEnded(() -> {
                    unanswered[0]--;
                    if (unanswered[0] == 0) {
                        degreeReports.answered();
                    }
                    departure.requestEnded();
                })));
    }

    /** Sends LEAVE to all seeds, and nothing after it. Calls {@code whenDone} once each has answered or failed. */
    public void leave(Runnable whenDone) {
        left = true;
        degreeReports.stop();
        departure.leave(self.id(), whenDone);
    }
}
