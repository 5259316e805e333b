package gossip.report;

import java.util.List;

/** All that follows from the facts of a run under the rules it is held against. */
record RunAnalysis(Run run, Expectations expectations, InstanceStatuses statuses, Delivery delivery, DegreeHistogram degrees, List<KilledPeer> killedPeers) {

    static RunAnalysis of(Run run, Expectations expectations) {
        InstanceStatuses statuses = InstanceStatuses.of(run, expectations);
        Delivery delivery = Delivery.of(run, statuses);
        DegreeHistogram degrees = DegreeHistogram.of(run, statuses);
        return new RunAnalysis(run, expectations, statuses, delivery, degrees, KilledPeer.of(run, statuses, delivery, degrees));
    }

    long joined() {
        return run.instances().stream().filter(instance -> instance.joined().isPresent()).count();
    }
}
