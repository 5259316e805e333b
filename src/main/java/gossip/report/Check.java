package gossip.report;

import static gossip.report.Formats.percent;
import static gossip.report.Formats.seconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that must hold for a run, with the numbers that show whether it does.
 *
 * @param text reads true either way, since it stands behind both "ok" and "FAIL"
 */
record Check(boolean holds, String text) {

    @Override
    public String toString() {
        return (holds ? "ok   " : "FAIL ") + text;
    }

    static List<Check> of(RunAnalysis analysis) {
        List<Check> checks = new ArrayList<>();
        Delivery delivery = analysis.delivery();
        int peers = analysis.run().instances().size();
        analysis.expectations().seeds().ifPresent(n -> checks.add(count("seeds started", analysis.run().seeds().size(), n)));
        analysis.expectations().peers().ifPresent(n -> checks.add(count("peers started", peers, n)));
        checks.add(new Check(peers > 0 && analysis.joined() == peers, "peers joined: " + analysis.joined() + " of " + peers));
        checks.add(new Check(delivery.due() > 0 && delivery.delivered() == delivery.due(), "messages delivered: "
                + delivery.delivered() + " of " + delivery.due() + " due = " + percent(delivery.delivered(), delivery.due())));
        checks.add(count("duplicate deliveries", delivery.duplicates(), 0));
        analysis.expectations().killed().stream().filter(address -> isUnknown(address, analysis))
                .forEach(address -> checks.add(new Check(false, "killed peer " + address + ": not in the log")));
        analysis.killedPeers().forEach(killed -> {
            checks.add(declaredDead(killed, analysis.expectations().window()));
            checks.add(removed(killed));
            checks.add(gossipContinued(killed));
        });
        checks.add(falseDeaths(analysis));
        checks.add(badInput(analysis.run().badInputs()));
        return List.copyOf(checks);
    }

    private static Check count(String what, long is, long expected) {
        return new Check(is == expected, what + ": " + is + (is == expected ? "" : ", expected " + expected));
    }

    private static boolean isUnknown(String address, RunAnalysis analysis) {
        return analysis.run().instances().stream().noneMatch(instance -> instance.address().equals(address));
    }

    private static Check declaredDead(KilledPeer killed, Expectations.Window window) {
        List<Duration> delays = killed.declarations().stream().map(KilledPeer.Reaction::afterKill).toList();
        long inTime = delays.stream().filter(window::contains).count();
        return new Check(inTime > 0 && inTime == delays.size(), killed.peer().address() + " found dead in time: "
                + inTime + " of " + delays.size() + " verdicts within " + window(window));
    }

    private static String window(Expectations.Window window) {
        return seconds(window.from()) + " to " + seconds(window.to()) + " (give or take " + seconds(window.tolerance()) + ")";
    }

    private static Check removed(KilledPeer killed) {
        int registered = killed.peer().seeds().size();
        long removed = killed.removedWhereRegistered();
        return new Check(registered > 0 && removed == registered, killed.peer().address()
                + " removed as dead: at " + removed + " of " + registered + " seeds that registered it");
    }

    private static Check gossipContinued(KilledPeer killed) {
        return new Check(killed.laterMessagesDelivered() > 0, "the rest kept gossiping: " + killed.laterMessagesDelivered()
                + " of " + killed.laterMessages().size() + " later messages reached every survivor");
    }

    private static Check falseDeaths(RunAnalysis analysis) {
        List<Run.Departure> mistaken = KilledPeer.falseDeaths(analysis.run(), analysis.statuses());
        return new Check(mistaken.isEmpty(), "others declared dead: " + mistaken.size()
                + (mistaken.isEmpty() ? "" : mistaken.stream()
                .limit(3).map(it -> it.peer() + " by " + it.by()).collect(Collectors.joining(", ", ": ", ""))));
    }

    private static Check badInput(List<String> at) {
        return new Check(at.isEmpty(), "bad input: " + at.size()
                + (at.isEmpty() ? "" : " at " + at.stream().distinct().limit(3).collect(Collectors.joining(", "))));
    }
}
