package gossip.report;

import static gossip.report.Units.percent;
import static gossip.report.Units.seconds;

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

    static List<Check> of(Findings found) {
        List<Check> checks = new ArrayList<>();
        Delivery delivery = found.delivery();
        int peers = found.run().lives().size();
        found.rules().seeds().ifPresent(n -> checks.add(count("seeds started", found.run().seeds().size(), n)));
        found.rules().peers().ifPresent(n -> checks.add(count("peers started", peers, n)));
        checks.add(new Check(peers > 0 && found.joined() == peers, "peers joined: " + found.joined() + " of " + peers));
        checks.add(new Check(delivery.due() > 0 && delivery.delivered() == delivery.due(), "messages delivered: "
                + delivery.delivered() + " of " + delivery.due() + " due = " + percent(delivery.delivered(), delivery.due())));
        checks.add(count("duplicate deliveries", delivery.duplicates(), 0));
        found.rules().killed().stream().filter(address -> isUnknown(address, found))
                .forEach(address -> checks.add(new Check(false, "killed peer " + address + ": not in the log")));
        found.failures().forEach(failure -> {
            checks.add(foundDead(failure, found.rules().window()));
            checks.add(removed(failure));
            checks.add(stillGossiping(failure));
        });
        checks.add(mistaken(found));
        checks.add(badInput(found.run().badInputs()));
        return List.copyOf(checks);
    }

    private static Check count(String what, long is, long expected) {
        return new Check(is == expected, what + ": " + is + (is == expected ? "" : ", expected " + expected));
    }

    private static boolean isUnknown(String address, Findings found) {
        return found.run().lives().stream().noneMatch(life -> life.address().equals(address));
    }

    private static Check foundDead(Failure failure, Rules.Window window) {
        List<Duration> delays = failure.verdicts().stream().map(Failure.Reaction::afterKill).toList();
        long inTime = delays.stream().filter(window::contains).count();
        return new Check(inTime > 0 && inTime == delays.size(), failure.peer().address() + " found dead in time: "
                + inTime + " of " + delays.size() + " verdicts within " + window(window));
    }

    private static String window(Rules.Window window) {
        return seconds(window.from()) + " to " + seconds(window.to()) + " (give or take " + seconds(window.tolerance()) + ")";
    }

    private static Check removed(Failure failure) {
        int registered = failure.peer().seeds().size();
        long removed = failure.removedWhereRegistered();
        return new Check(registered > 0 && removed == registered, failure.peer().address()
                + " removed as dead: at " + removed + " of " + registered + " seeds that registered it");
    }

    private static Check stillGossiping(Failure failure) {
        return new Check(failure.reachedAllAfterward() > 0, "the rest kept gossiping: " + failure.reachedAllAfterward()
                + " of " + failure.gossipAfterward().size() + " later messages reached every survivor");
    }

    private static Check mistaken(Findings found) {
        List<Run.Notice> mistaken = Failure.mistaken(found.run(), found.endings());
        return new Check(mistaken.isEmpty(), "others declared dead: " + mistaken.size()
                + (mistaken.isEmpty() ? "" : mistaken.stream()
                .limit(3).map(it -> it.peer() + " by " + it.by()).collect(Collectors.joining(", ", ": ", ""))));
    }

    private static Check badInput(List<String> at) {
        return new Check(at.isEmpty(), "bad input: " + at.size()
                + (at.isEmpty() ? "" : " at " + at.stream().distinct().limit(3).collect(Collectors.joining(", "))));
    }
}
