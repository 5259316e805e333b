package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A killed peer and the reactions of the other nodes.
 *
 * @param peer          the instance that was killed
 * @param degree        how many neighbors it had then
 * @param declarations  the neighbors that declared it dead, in the order of time
 * @param removals      the seeds that removed it as dead, in the order of time
 * @param restarted     whether the peer started again at its address
 * @param laterMessages messages generated after the first declaration, or after the kill if there are none
 */
record KilledPeer(PeerInstance peer, int degree, List<Reaction> declarations, List<Reaction> removals,
        boolean restarted, List<Delivery.MessageDelivery> laterMessages) {

    /** The reaction of the node {@code by} and its delay after the kill. */
    record Reaction(String by, Duration afterKill) {}

    static List<KilledPeer> of(Run run, InstanceStatuses statuses, Delivery delivery) {
        return statuses.killed().stream().map(i -> {
            PeerInstance peer = run.instances().get(i);
            Instant kill = peer.ended();
            List<Reaction> declarations = reactions(run.departuresOf(i, Run.DepartureKind.DECLARED_DEAD), kill);
            List<Delivery.MessageDelivery> afterDeclaration = declarations.stream().limit(1)
                    .flatMap(first -> delivery.generatedAfter(kill.plus(first.afterKill())).stream()).toList();
            return new KilledPeer(peer, run.degreeAt(i, kill), declarations,
                    reactions(run.departuresOf(i, Run.DepartureKind.REMOVED_DEAD), kill),
                    run.instances().subList(i + 1, run.instances().size()).stream()
                            .anyMatch(later -> later.address().equals(peer.address())),
                    afterDeclaration.isEmpty() ? delivery.generatedAfter(kill) : afterDeclaration);
        }).toList();
    }

    /** Returns how many of the seeds that registered the peer have removed it. */
    long removedWhereRegistered() {
        Set<String> removedAt = removals.stream().map(Reaction::by).collect(Collectors.toSet());
        return peer.seeds().stream().filter(removedAt::contains).count();
    }

    /** Returns how many of the later messages reached every peer at which they were due. */
    long laterMessagesDelivered() {
        return laterMessages.stream().filter(Delivery.MessageDelivery::reachedAll).count();
    }

    /** Returns the reactions after a moment, in the order of time. */
    static List<Reaction> reactions(List<Run.Departure> departures, Instant kill) {
        return departures.stream().filter(departure -> !departure.at().isBefore(kill))
                .map(departure -> new Reaction(departure.by(), Duration.between(kill, departure.at())))
                .sorted(Comparator.comparing(Reaction::afterKill)).toList();
    }
}
