package gossip.experiment.preset;

import gossip.experiment.Results;
import gossip.experiment.metrics.BroadcastResult;
import gossip.experiment.metrics.Traffic.Volume;
import java.util.List;
import java.util.Set;

/** The figures of published evaluations. */
final class Figures {

    /** The verbs between peers and seeds, which evaluations without seeds do not have. */
    private static final Set<String> OF_SEEDS = Set.of("REGISTER", "LIST", "MEMBER", "DEAD", "REMOVED", "ALIVE");

    private Figures() {}

    static double delivery(Results results) {
        return 100.0 * results.delivered() / Math.max(1, results.due());
    }

    static double lost(Results results) {
        return results.due() - results.delivered();
    }

    static double reachAtFailure(Results results) {
        return reach(results.atFailure());
    }

    /** Returns the reach at once of the broadcasts that were generated later than 1 s after the failure. */
    static double reachAfterFailure(Results results) {
        double failure = results.atFailure().getFirst().atSeconds();
        return reach(results.messages().stream().filter(message -> message.atSeconds() > failure + 1).toList());
    }

    private static double reach(List<BroadcastResult> messages) {
        long due = Results.sum(messages, BroadcastResult::due);
        return 100.0 * Results.sum(messages, BroadcastResult::atOnce) / Math.max(1, due);
    }

    /** Returns the messages between peers per operation, if half of the operations are broadcasts. */
    static double messagesPerOperation(Results results) {
        long sent = results.traffic().entrySet().stream().filter(entry -> !OF_SEEDS.contains(entry.getKey()))
                .map(entry -> entry.getValue()).mapToLong(Volume::messages).sum();
        return sent / (2.0 * results.messages().size());
    }

    static double latencyMean(Results results) {
        return results.messages().stream().mapToDouble(message -> message.latencyMillis().median()).average()
                .orElse(0);
    }

    static double lastHop(Results results) {
        return Results.mean(results.messages(), message -> message.hops().max()).orElse(0);
    }

    static double redundancy(Results results) {
        return Results.mean(results.messages(), BroadcastResult::redundancy).orElse(0);
    }

    static double falseDeaths(Results results) {
        return results.falseDeaths();
    }
}
