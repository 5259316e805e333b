package gossip.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Everything that follows from the facts of a run and from what is expected of it. */
record RunAnalysis(Run run, Expectations expectations, InstanceStatuses statuses, Delivery delivery,
        DegreeHistogram degrees, List<KilledPeer> killedPeers, UnexpectedDeaths unexpectedDeaths) {

    static RunAnalysis of(Run run, Expectations expectations) {
        InstanceStatuses statuses = InstanceStatuses.of(run, expectations);
        Delivery delivery = Delivery.of(run, statuses);
        DegreeHistogram degrees = DegreeHistogram.of(run, statuses);
        List<KilledPeer> killedPeers = KilledPeer.of(run, statuses, delivery);
        return new RunAnalysis(run, expectations, statuses, delivery, degrees, killedPeers,
                UnexpectedDeaths.of(run, statuses, expectations.minSilence()));
    }

    /** Returns how many peers joined the overlay. A peer that restarted counts once, if each of its starts joined. */
    long joined() {
        return run.peers() - run.instances().stream().filter(instance -> instance.joined().isEmpty())
                .map(PeerInstance::address).distinct().count();
    }

    /** Returns how long an instance of a peer ran. */
    Duration runningTime(int instance) {
        PeerInstance peer = run.instances().get(instance);
        boolean running = statuses.byInstance().get(instance) == InstanceStatuses.Status.RUNNING;
        return Duration.between(peer.started(), running ? end() : peer.ended());
    }

    /** Returns when the run ended, or the time of the last line if it continues. */
    Instant end() {
        return statuses.shutdown().orElse(run.lastLineAt());
    }
}
