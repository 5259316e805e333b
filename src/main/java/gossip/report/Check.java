package gossip.report;

import static gossip.report.Formats.percent;
import static gossip.report.Formats.seconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A check of a run and its result.
 *
 * @param holds whether the check holds
 * @param text  the numbers behind the result, printed after "ok" or "FAIL"
 */
record Check(boolean holds, String text) {

    /** The number of examples that a failed check prints. */
    private static final int EXAMPLES = 3;

    @Override
    public String toString() {
        return (holds ? "ok   " : "FAIL ") + text;
    }

    static List<Check> of(RunAnalysis analysis) {
        List<Check> checks = new ArrayList<>();
        Run run = analysis.run();
        Expectations expectations = analysis.expectations();
        Delivery delivery = analysis.delivery();
        int peers = run.instances().size();
        expectations.seeds().ifPresent(n -> checks.add(count("seeds started", run.seeds().size(), n)));
        expectations.peers().ifPresent(n -> checks.add(count("peers started", peers, n)));
        checks.add(new Check(peers > 0 && analysis.joined() == peers,
                "peers joined: " + analysis.joined() + " of " + peers));
        checks.add(new Check(delivery.due() > 0 && delivery.delivered() == delivery.due(),
                "messages delivered: " + delivery.delivered() + " of " + delivery.due() + " due = "
                        + percent(delivery.delivered(), delivery.due())));
        checks.add(count("duplicate deliveries", delivery.duplicates(), 0));
        expectations.killed().stream().filter(address -> isUnknown(address, run))
                .forEach(address -> checks.add(new Check(false, "killed peer " + address + ": not in the log")));
        analysis.killedPeers().forEach(killed -> {
            checks.add(declaredDead(killed, expectations.window()));
            checks.add(removed(killed));
            checks.add(gossipContinued(killed));
        });
        checks.add(falseDeaths(KilledPeer.falseDeaths(run, analysis.statuses())));
        checks.add(badInput(run.badInputs()));
        return List.copyOf(checks);
    }

    private static Check count(String label, long actual, long expected) {
        boolean holds = actual == expected;
        return new Check(holds, label + ": " + actual + (holds ? "" : ", expected " + expected));
    }

    private static boolean isUnknown(String address, Run run) {
        return run.instances().stream().noneMatch(instance -> instance.address().equals(address));
    }

    private static Check declaredDead(KilledPeer killed, Expectations.Window window) {
        List<Duration> delays = killed.declarations().stream().map(KilledPeer.Reaction::afterKill).toList();
        long inTime = delays.stream().filter(window::contains).count();
        return new Check(inTime > 0 && inTime == delays.size(), killed.peer().address() + " declared dead in time: "
                + inTime + " of " + delays.size() + " declarations within " + seconds(window.from()) + " to "
                + seconds(window.to()) + " (tolerance " + seconds(window.tolerance()) + ")");
    }

    private static Check removed(KilledPeer killed) {
        int registered = killed.peer().seeds().size();
        long removed = killed.removedWhereRegistered();
        return new Check(registered > 0 && removed == registered, killed.peer().address()
                + " removed as dead: at " + removed + " of " + registered + " seeds that registered it");
    }

    private static Check gossipContinued(KilledPeer killed) {
        return new Check(killed.laterMessagesDelivered() > 0, "gossip continued: " + killed.laterMessagesDelivered()
                + " of " + killed.laterMessages().size() + " later messages reached every survivor");
    }

    private static Check falseDeaths(List<Run.Departure> departures) {
        String examples = departures.stream().limit(EXAMPLES)
                .map(departure -> departure.peer() + " by " + departure.by()).collect(Collectors.joining(", "));
        return new Check(departures.isEmpty(),
                "others declared dead: " + departures.size() + (examples.isEmpty() ? "" : ": " + examples));
    }

    private static Check badInput(List<String> nodes) {
        String examples = nodes.stream().distinct().limit(EXAMPLES).collect(Collectors.joining(", "));
        return new Check(nodes.isEmpty(), "bad input: " + nodes.size() + (examples.isEmpty() ? "" : " at " + examples));
    }
}
