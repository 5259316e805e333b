package gossip.peer.topology;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.peer.topology.PreferentialAttachment.Candidate;
import gossip.peer.topology.PreferentialAttachment.Weighted;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds one batch of new neighbors by the preferential rule: asks candidates for their true degree, chooses among those
 * that answer, links to the chosen, and chooses again for each that refuses or does not answer.
 *
 * <pre>
 * candidates --PING each--> weighted --choose--> HELLO --accepted--> found
 *                              ^                   |
 *                              +-----refused-------+
 * </pre>
 */
final class NeighborSelection {

    /** How a link is made: as one that is owed, or as one that is not. */
    @FunctionalInterface
    interface Connector {
        void connect(Address address, Consumer<Outcome> whenOver);
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Environment environment;
    private final Overlay overlay;
    private final Connector connector;
    private final Set<Address> bootstrapMembers;
    private final Runnable callback;
    private final List<Weighted> pool = new ArrayList<>();
    private final Set<Address> tried = new HashSet<>();
    private boolean bootstrapWanted;
    private int wanted;
    private int asked;
    private int silent;
    /** In nanoseconds. */
    private long startedAt;
    private boolean choosing;

    private NeighborSelection(
            Environment environment, Overlay overlay, Connector connector, Set<Address> anchor, int wanted,
            Runnable whenOver) {
        this.environment = environment;
        this.overlay = overlay;
        this.connector = connector;
        this.bootstrapMembers = anchor;
        this.wanted = wanted;
        this.callback = whenOver;
        this.bootstrapWanted = !anchor.isEmpty();
    }

    /**
     * Over when enough are found or nobody is left to try.
     *
     * @param anchor where one of the new neighbors has to come from if at all possible; may be empty
     */
    static void select(
            Environment environment, Overlay overlay, Connector connector, List<Member> members,
            List<Member> anchor, int wanted, Runnable whenOver) {
        List<Member> strangers = unlinked(overlay, members);
        List<Member> anchorStrangers = unlinked(overlay, anchor);
        Set<Address> anchorAddresses = new HashSet<>();
        anchorStrangers.forEach(member -> anchorAddresses.add(member.peer().address()));
        NeighborSelection recruiter = new NeighborSelection(environment, overlay, connector, anchorAddresses, wanted, whenOver);
        if (strangers.size() <= wanted) {
            strangers.forEach(member -> recruiter.pool.add(new Candidate(member, 1).withDegree(1)));
            recruiter.chooseAll();
        } else {
            recruiter.askDegrees(Stream.concat(
                            PreferentialAttachment.candidates(strangers, wanted, environment.random()).stream(),
                            anchorStrangers.size() == strangers.size() ? Stream.of()
                                    : PreferentialAttachment.candidates(anchorStrangers, 1, environment.random()).stream())
                    .toList());
        }
    }

    private static List<Member> unlinked(Overlay overlay, List<Member> members) {
        return members.stream().filter(member -> overlay.canConnect(member.peer().address())).toList();
    }

    private void askDegrees(List<Candidate> candidates) {
        silent = candidates.size();
        asked = candidates.size();
        startedAt = environment.nanoTime();
        candidates.forEach(candidate -> Request.send(
                environment, candidate.member().peer().address(), new Ping(0, 0), TIMEOUT, new Request.Callback() {
                    @Override
                    public boolean onReply(Message message) {
                        if (message instanceof PingReply reply) {
                            if (!choosing) {
                                pool.add(candidate.withDegree(reply.degree()));
                            }
                            oneLess();
                            return true;
                        }
                        return false;
                    }

                    @Override
                    public void onFailure(String reason) {
                        oneLess();
                    }
                }));
    }

    /** Once half have answered, the others get three times as long again: one that hangs must not hold up the rest. */
    private void oneLess() {
        silent--;
        if (silent == 0) {
            chooseAll();
        } else if (silent == asked / 2) {
            Duration taken = Duration.ofNanos(environment.nanoTime() - startedAt);
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

    /** Takes the next of the pool; with nobody left, one wanted less. */
    private void choose() {
        List<Weighted> eligible = pool.stream().filter(this::isEligible).toList();
        List<Weighted> anchored = bootstrapWanted
                ? eligible.stream().filter(weighted -> bootstrapMembers.contains(weighted.address())).toList()
                : List.of();
        PreferentialAttachment.choose(anchored.isEmpty() ? eligible : anchored, environment.random())
                .ifPresentOrElse(this::link, this::settle);
    }

    private boolean isEligible(Weighted weighted) {
        return !tried.contains(weighted.address()) && overlay.canConnect(weighted.address());
    }

    private void link(Weighted chosen) {
        Address address = chosen.address();
        tried.add(address);
        boolean anchors = bootstrapMembers.contains(address);
        bootstrapWanted &= !anchors;
        connector.connect(address, outcome -> {
            switch (outcome) {
                case Outcome.Accepted accepted -> settle();
                case Outcome.Refused refused -> {
                    bootstrapWanted |= anchors;
                    refused.others().forEach(this::propose);
                    choose();
                }
                case Outcome.Unreachable unreachable -> {
                    bootstrapWanted |= anchors;
                    choose();
                }
            }
        });
    }

    /** A full peer has named others; nothing is known of their degrees. */
    private void propose(Address other) {
        pool.add(new Weighted(other, 1));
    }

    private void settle() {
        wanted--;
        if (wanted == 0) {
            callback.run();
        }
    }
}
