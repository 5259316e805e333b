package gossip.report;

import java.util.List;

/** Everything that follows from the facts of a run and from what is expected of it. */
record RunAnalysis(Run run, Expectations expectations, InstanceStatuses statuses, Delivery delivery,
        DegreeHistogram degrees, List<KilledPeer> killedPeers) {

    static RunAnalysis of(Run run, Expectations expectations) {
        InstanceStatuses statuses = InstanceStatuses.of(run, expectations);
        Delivery delivery = Delivery.of(run, statuses);
        DegreeHistogram degrees = DegreeHistogram.of(run, statuses);
        List<KilledPeer> killedPeers = KilledPeer.of(run, statuses, delivery, degrees);
        return new RunAnalysis(run, expectations, statuses, delivery, degrees, killedPeers);
    }

    /** Returns how many instances joined the overlay. */
    long joined() {
        return run.instances().stream().filter(instance -> instance.joined().isPresent()).count();
    }
}
