package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.PingRequest;
import gossip.peer.registration.SeedList;
import gossip.peer.topology.PreferentialAttachment.Candidate;
import gossip.peer.topology.PreferentialAttachment.Weighted;
import gossip.protocol.Address;
import gossip.protocol.Message.Ping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The selection of one batch of new neighbors by preferential attachment. It asks candidates for their true degrees,
 * chooses among those that reply, connects, and chooses again for each that refuses or does not reply. If too few
 * reply and most have failed quickly, as after a crash of most peers, it asks many others once. If most have not
 * replied in time, they may only be slow, and more requests would make them slower.
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

    /** Guessed. Longer with TLS, and where registrations take longer than half of it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** Links for which the second round draws, so that it asks about {@link PreferentialAttachment#ASK_ALL} members. */
    private static final int SECOND_ROUND_LINKS =
            PreferentialAttachment.ASK_ALL / PreferentialAttachment.DRAWS_PER_LINK;

    private final Environment environment;
    private final Overlay overlay;
    private final Connector connector;
    private final ListedMembers members;
    private final Set<Address> bootstrapMembers;
    private final Duration timeout;
    private final UnreachableMembers unreachable;
    private final Runnable onFinished;
    private final Set<Address> asked = new HashSet<>();
    private final List<Weighted> pool = new ArrayList<>();
    private final Set<Address> tried = new HashSet<>();
    private boolean bootstrapWanted;
    private int wanted;
    private boolean secondRound;
    private boolean choosing;

    /** The PINGs that are sent at the same time. */
    private final class Round {

        private final long startedAt = environment.nanoTime();
        private final int asked;
        private int unanswered;
        private int failedQuickly;
        private boolean ended;

        private Round(int asked) {
            this.asked = asked;
            this.unanswered = asked;
        }

        /** When half of the candidates have answered, the others get three times as long again. */
        private void answered() {
            unanswered--;
            if (unanswered == 0) {
                end();
            } else if (unanswered == asked / 2) {
                environment.schedule(Duration.ofNanos(3 * (environment.nanoTime() - startedAt)), this::end);
            }
        }

        private void failed() {
            failedQuickly += environment.nanoTime() - startedAt < timeout.toNanos() / 2 ? 1 : 0;
            answered();
        }

        private void end() {
            if (!ended) {
                ended = true;
                roundEnded(failedQuickly > asked / 2);
            }
        }
    }

    private NeighborSelection(Environment environment, Overlay overlay, Connector connector,
            ListedMembers members, int wanted, Duration timeout, UnreachableMembers unreachable, Runnable onFinished) {
        this.environment = environment;
        this.overlay = overlay;
        this.connector = connector;
        this.members = members;
        this.bootstrapMembers = members.bootstrapAddresses();
        this.wanted = wanted;
        this.timeout = timeout;
        this.unreachable = unreachable;
        this.onFinished = onFinished;
        this.bootstrapWanted = !bootstrapMembers.isEmpty();
    }

    /**
     * Selects neighbors among the members without a link. Finishes when enough links are open or no candidate is left.
     *
     * @param wanted number of links to open, 1 or more
     * @param replyTime how long the reply of a seed took; each candidate has twice as long, or 2 s if that is more
     */
    static void select(Environment environment, Overlay overlay, Connector connector, ListedMembers members, int wanted,
            Duration replyTime, UnreachableMembers unreachable, Runnable onFinished) {
        Duration measured = replyTime.plus(replyTime);
        Duration timeout = measured.compareTo(TIMEOUT) > 0 ? measured : TIMEOUT;
        ListedMembers unlinked = members.unlinked(overlay);
        NeighborSelection selection = new NeighborSelection(
                environment, overlay, connector, unlinked, wanted, timeout, unreachable, onFinished);
        if (unlinked.addresses(wanted) <= wanted) {
            SeedList.union(unlinked.lists())
                    .forEach(member -> selection.pool.add(new Weighted(member.peer().address(), 1)));
            selection.chooseAll();
        } else {
            selection.askDegrees(unlinked.candidates(wanted, environment.random()));
        }
    }

    private void askDegrees(List<Candidate> candidates) {
        Round round = new Round(candidates.size());
        candidates.forEach(candidate -> {
            Address address = candidate.member().peer().address();
            asked.add(address);
            PingRequest.send(environment, address, new Ping(0, 0), environment.replyTimeout(timeout),
                    reply -> {
                        if (!choosing) {
                            pool.add(candidate.withDegree(reply.degree())
                                    .times(environment.rules().attachmentBias(reply.degree())));
                        }
                        round.answered();
                    },
                    reason -> {
                        unreachable.warn(address, reason);
                        round.failed();
                    });
        });
    }

    private void roundEnded(boolean mostAreGone) {
        boolean enough = secondRound || !mostAreGone
                || pool.stream().map(Weighted::address).distinct().count() >= wanted;
        ListedMembers others = enough ? members : members.without(asked);
        if (enough || others.lists().isEmpty()) {
            chooseAll();
        } else {
            secondRound = true;
            askDegrees(others.candidates(SECOND_ROUND_LINKS, environment.random()));
        }
    }

    private void chooseAll() {
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
