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

    static List<Check> of(RunAnalysis found) {
        List<Check> checks = new ArrayList<>();
        Delivery delivery = found.delivery();
        int peers = found.run().lives().size();
        found.expectations().seeds().ifPresent(n -> checks.add(count("seeds started", found.run().seeds().size(), n)));
        found.expectations().peers().ifPresent(n -> checks.add(count("peers started", peers, n)));
        checks.add(new Check(peers > 0 && found.joined() == peers, "peers joined: " + found.joined() + " of " + peers));
        checks.add(new Check(delivery.due() > 0 && delivery.delivered() == delivery.due(), "messages delivered: "
                + delivery.delivered() + " of " + delivery.due() + " due = " + percent(delivery.delivered(), delivery.due())));
        checks.add(count("duplicate deliveries", delivery.duplicates(), 0));
        found.expectations().killed().stream().filter(address -> isUnknown(address, found))
                .forEach(address -> checks.add(new Check(false, "killed peer " + address + ": not in the log")));
        found.failures().forEach(killed -> {
            checks.add(foundDead(killed, found.expectations().window()));
            checks.add(removed(killed));
            checks.add(stillGossiping(killed));
        });
        checks.add(mistaken(found));
        checks.add(badInput(found.run().badInputs()));
        return List.copyOf(checks);
    }

    private static Check count(String what, long is, long expected) {
        return new Check(is == expected, what + ": " + is + (is == expected ? "" : ", expected " + expected));
    }

    private static boolean isUnknown(String address, RunAnalysis found) {
        return found.run().lives().stream().noneMatch(instance -> instance.address().equals(address));
    }

    private static Check foundDead(KilledPeer killed, Expectations.Window window) {
        List<Duration> delays = killed.verdicts().stream().map(KilledPeer.Reaction::afterKill).toList();
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

    private static Check stillGossiping(KilledPeer killed) {
        return new Check(killed.reachedAllAfterward() > 0, "the rest kept gossiping: " + killed.reachedAllAfterward()
                + " of " + killed.gossipAfterward().size() + " later messages reached every survivor");
    }

    private static Check mistaken(RunAnalysis found) {
        List<Run.Notice> mistaken = KilledPeer.mistaken(found.run(), found.statuses());
        return new Check(mistaken.isEmpty(), "others declared dead: " + mistaken.size()
                + (mistaken.isEmpty() ? "" : mistaken.stream()
                .limit(3).map(it -> it.peer() + " by " + it.by()).collect(Collectors.joining(", ", ": ", ""))));
    }

    private static Check badInput(List<String> at) {
        return new Check(at.isEmpty(), "bad input: " + at.size()
                + (at.isEmpty() ? "" : " at " + at.stream().distinct().limit(3).collect(Collectors.joining(", "))));
    }
}
