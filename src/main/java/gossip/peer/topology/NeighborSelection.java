package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.PingRequest;
import gossip.peer.registration.SeedList;
import gossip.peer.topology.PreferentialAttachment.Candidate;
import gossip.peer.topology.PreferentialAttachment.Weighted;
import gossip.protocol.Address;
import gossip.protocol.DegreeSample;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Ping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The selection of one batch of new neighbors by preferential attachment. It asks candidates for their true degrees,
 * chooses among those that reply, connects, and chooses again for each that refuses or does not reply.
 *
 * <pre>
 * candidates --PING each--> pool --choose--> connect --accepted--> done with one
 *                            ^                  |
 *                            +--refused, unreachable
 * </pre>
 */
final class NeighborSelection {

    /** Opens a link, as a counted one or as an extra link. */
    @FunctionalInterface
    interface Connector {
        void connect(Address address, Consumer<Outcome> onOutcome);
    }

    /**
     * The members to choose among.
     *
     * @param bootstrap members of which one is chosen if any of them replies; may be empty
     * @param total number of members of the network, 1 or more
     */
    record Members(List<SeedList> lists, SeedList bootstrap, int total) {

        private Members unlinked(Overlay overlay) {
            Predicate<Member> unlinked = member -> overlay.canConnect(member.peer().address());
            SeedList unlinkedBootstrap = bootstrap.filter(unlinked);
            return new Members(
                    lists.stream().map(list -> list == bootstrap ? unlinkedBootstrap : list.filter(unlinked))
                            .filter(list -> !list.members().isEmpty()).toList(), unlinkedBootstrap, total);
        }

        /**
         * Returns the members to ask. Half of the draws from samples take each seed in turn, so most often there is a
         * bootstrap member among them.
         *
         * @param addresses number of different addresses in the lists, unless it is above the size of a bootstrap
         *     that is no sample
         * @param bootstrapMembers the addresses in bootstrap
         */
        private List<Candidate> candidates(
                int addresses, Set<Address> bootstrapMembers, int wanted, RandomGenerator random) {
            int degreeCap = DegreeSample.degreeCap(total);
            List<Candidate> candidates = new ArrayList<>(all(wanted, degreeCap, random));
            int bootstrapSize = bootstrap.members().size();
            boolean covered = bootstrap.byDegree() ? candidates.stream().anyMatch(candidate ->
                    bootstrapMembers.contains(candidate.member().peer().address()))
                    : lists.size() == 1 || bootstrapSize == addresses;
            if (bootstrapSize > 0 && !covered) {
                candidates.addAll(bootstrap.byDegree()
                        ? PreferentialAttachment.sample(List.of(bootstrap), List.of(bootstrap), 1, degreeCap, random)
                        : PreferentialAttachment.candidates(bootstrap.members(), 1, degreeCap, random));
            }
            return candidates;
        }

        private List<Candidate> all(int wanted, int degreeCap, RandomGenerator random) {
            if (lists.stream().anyMatch(SeedList::byDegree)) {
                return PreferentialAttachment.sample(lists, lists, wanted, degreeCap, random);
            }
            List<Member> union = SeedList.union(lists);
            return union.size() <= PreferentialAttachment.ASK_ALL
                    ? PreferentialAttachment.candidates(union, wanted, degreeCap, random)
                    : PreferentialAttachment.sample(lists, List.of(new SeedList(union.size(), false, 0, union)),
                            wanted, degreeCap, random);
        }
    }

    /** Guessed. Longer with TLS. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Environment environment;
    private final Overlay overlay;
    private final Connector connector;
    private final Set<Address> bootstrapMembers;
    private final UnreachableMembers unreachable;
    private final Runnable onFinished;
    private final List<Weighted> pool = new ArrayList<>();
    private final Set<Address> tried = new HashSet<>();
    private boolean bootstrapWanted;
    private int wanted;
    private int asked;
    private int unanswered;
    /** Time of the PINGs, in nanoseconds. */
    private long askedAt;
    private boolean choosing;

    private NeighborSelection(Environment environment, Overlay overlay, Connector connector,
            Set<Address> bootstrapMembers, int wanted, UnreachableMembers unreachable, Runnable onFinished) {
        this.environment = environment;
        this.overlay = overlay;
        this.connector = connector;
        this.bootstrapMembers = bootstrapMembers;
        this.wanted = wanted;
        this.unreachable = unreachable;
        this.onFinished = onFinished;
        this.bootstrapWanted = !bootstrapMembers.isEmpty();
    }

    /**
     * Selects neighbors among the members without a link. Finishes when enough links are open or no candidate is left.
     *
     * @param wanted number of links to open, 1 or more
     */
    static void select(Environment environment, Overlay overlay, Connector connector, Members members, int wanted,
            UnreachableMembers unreachable, Runnable onFinished) {
        Members unlinked = members.unlinked(overlay);
        SeedList bootstrap = unlinked.bootstrap();
        int limit = bootstrap.byDegree() ? wanted : Math.max(wanted, bootstrap.members().size());
        int addresses = SeedList.addresses(unlinked.lists(), limit);
        Set<Address> bootstrapAddresses = new HashSet<>();
        bootstrap.members().forEach(member -> bootstrapAddresses.add(member.peer().address()));
        NeighborSelection selection = new NeighborSelection(
                environment, overlay, connector, bootstrapAddresses, wanted, unreachable, onFinished);
        if (addresses <= wanted) {
            SeedList.union(unlinked.lists())
                    .forEach(member -> selection.pool.add(new Weighted(member.peer().address(), 1)));
            selection.chooseAll();
        } else {
            selection.askDegrees(unlinked.candidates(addresses, bootstrapAddresses, wanted, environment.random()));
        }
    }

    private void askDegrees(List<Candidate> candidates) {
        unanswered = candidates.size();
        asked = candidates.size();
        askedAt = environment.nanoTime();
        candidates.forEach(candidate -> PingRequest.send(
                environment, candidate.member().peer().address(), new Ping(0, 0), environment.replyTimeout(TIMEOUT),
                reply -> {
                    if (!choosing) {
                        pool.add(candidate.withDegree(reply.degree())
                                .times(environment.rules().attachmentBias(reply.degree())));
                    }
                    answered();
                },
                reason -> {
                    unreachable.warn(candidate.member().peer().address(), reason);
                    answered();
                }));
    }

    /** When half of the candidates have answered, the others get three times as long again. */
    private void answered() {
        unanswered--;
        if (unanswered == 0) {
            chooseAll();
        } else if (unanswered == asked / 2) {
            Duration taken = Duration.ofNanos(environment.nanoTime() - askedAt);
            environment.schedule(taken.multipliedBy(3), this::chooseAll);
        }
    }

    private void chooseAll() {
        if (choosing) {
            return;
        }
        choosing = true;
        int choices = wanted;
        for (int i = 0; i < choices; i++) {
            choose();
        }
    }

    private void choose() {
        List<Weighted> eligible = pool.stream().filter(this::isEligible).toList();
        List<Weighted> preferred = bootstrapWanted
                ? eligible.stream().filter(weighted -> bootstrapMembers.contains(weighted.address())).toList()
                : List.of();
        PreferentialAttachment.choose(preferred.isEmpty() ? eligible : preferred, environment.random())
                .ifPresentOrElse(chosen -> connect(chosen.address()), this::finishOne);
    }

    private boolean isEligible(Weighted weighted) {
        return !tried.contains(weighted.address()) && overlay.canConnect(weighted.address());
    }

    private void connect(Address address) {
        tried.add(address);
        boolean isBootstrap = bootstrapMembers.contains(address);
        bootstrapWanted &= !isBootstrap;
        connector.connect(address, outcome -> {
            if (outcome instanceof Outcome.Accepted) {
                finishOne();
                return;
            }
            bootstrapWanted |= isBootstrap;
            switch (outcome) {
                case Outcome.Refused refused -> refused.others().forEach(this::addRedirect);
                case Outcome.Unreachable failed -> unreachable.warn(address, failed.reason());
                case Outcome.Accepted accepted -> { }
            }
            choose();
        });
    }

    /** Adds a peer that a full peer named. Its degree is unknown. */
    private void addRedirect(Address address) {
        pool.add(new Weighted(address, 1));
    }

    private void finishOne() {
        wanted--;
        if (wanted == 0) {
            onFinished.run();
        }
    }
}
