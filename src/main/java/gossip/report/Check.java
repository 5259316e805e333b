package gossip.report;

import static gossip.report.Formats.percent;
import static gossip.report.Formats.seconds;

import gossip.text.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A check of a run and its result.
 *
 * @param result whether the check holds
 * @param text   the numbers behind the result, printed after it
 */
record Check(Result result, String text) {

    /** TOO_EARLY: the run ended before what the check expects was due. */
    enum Result {
        OK("ok   "), FAIL("FAIL "), TOO_EARLY("-    ");

        private final String mark;

        Result(String mark) {
            this.mark = mark;
        }
    }

    /** How long a seed probes a reported peer before it removes the peer, at most. */
    private static final Duration REMOVAL = Duration.ofSeconds(10);

    /** How long a peer needs to join, at most, if a seed answers. A guess for a machine that is busy. */
    private static final Duration JOIN = Duration.ofSeconds(10);

    /** The number of examples that a failed check prints. */
    private static final int EXAMPLES = 3;

    Check(boolean holds, String text) {
        this(holds ? Result.OK : Result.FAIL, text);
    }

    /** Returns whether the check has not failed. */
    boolean holds() {
        return result != Result.FAIL;
    }

    @Override
    public String toString() {
        return result.mark + text + (result == Result.TOO_EARLY ? "; too early to tell" : "");
    }

    static List<Check> of(RunAnalysis analysis) {
        List<Check> checks = new ArrayList<>();
        Run run = analysis.run();
        Expectations expectations = analysis.expectations();
        Delivery delivery = analysis.delivery();
        expectations.seeds().ifPresent(n -> checks.add(count("seeds started", run.seeds().size(), n)));
        expectations.peers().ifPresent(n -> checks.add(count("peers started", run.peers(), n)));
        checks.add(joined(analysis));
        if (run.gaps() > 0) checks.add(new Check(false, "messages lost permanently (GAP): " + run.gaps()));
        checks.add(new Check(delivery.due() > 0 && delivery.delivered() == delivery.due(),
                "messages delivered: " + delivery.delivered() + " of " + delivery.due() + " due = "
                        + percent(delivery.delivered(), delivery.due())));
        checks.add(count("duplicate deliveries", delivery.duplicates(), 0));
        expectations.killed().stream().filter(address -> isUnknown(address, run))
                .forEach(address -> checks.add(new Check(false, "killed peer " + address + ": not in the log")));
        analysis.killedPeers().forEach(killed -> {
            checks.add(declaredDead(killed, expectations.window(killed.peer()), analysis.end()));
            checks.add(removed(killed, expectations.window(killed.peer()), analysis.end()));
            checks.add(gossipContinued(killed));
        });
        checks.add(falseDeaths(analysis.unexpectedDeaths(), run));
        checks.add(badInput(run));
        return List.copyOf(checks);
    }

    /** A peer that ended before its join was due is no failure. */
    private static Check joined(RunAnalysis analysis) {
        long peers = analysis.run().peers();
        boolean due = IntStream.range(0, analysis.run().instances().size())
                .filter(i -> analysis.run().instances().get(i).joined().isEmpty())
                .anyMatch(i -> analysis.runningTime(i).compareTo(JOIN) >= 0);
        return new Check(peers == 0 || due ? Result.FAIL : analysis.joined() == peers ? Result.OK : Result.TOO_EARLY,
                "peers joined: " + analysis.joined() + " of " + peers);
    }

    private static Check count(String label, long actual, long expected) {
        boolean holds = actual == expected;
        return new Check(holds, label + ": " + actual + (holds ? "" : ", expected " + expected));
    }

    private static boolean isUnknown(String address, Run run) {
        return run.instances().stream().noneMatch(instance -> instance.address().equals(address));
    }

    private static Check declaredDead(KilledPeer killed, Expectations.Window window, Instant end) {
        List<Duration> delays = killed.declarations().stream().map(KilledPeer.Reaction::afterKill).toList();
        long inTime = delays.stream().filter(window::contains).count();
        boolean all = inTime == delays.size();
        boolean early = all && delays.isEmpty() && isEarly(killed, window.to().plus(window.tolerance()), end);
        boolean holds = all && (inTime > 0 || killed.degree() == 0 || killed.restarted());
        return new Check(early ? Result.TOO_EARLY : holds ? Result.OK : Result.FAIL,
                killed.peer().address() + " declared dead in time: "
                + Counts.of(inTime, delays.size(), "declaration") + " within " + seconds(window.from()) + " to "
                + seconds(window.to()) + " (tolerance " + seconds(window.tolerance()) + ")"
                + (killed.degree() == 0 ? "; it had no neighbors" : ""));
    }

    private static boolean isEarly(KilledPeer killed, Duration expected, Instant end) {
        return killed.peer().ended().plus(expected).isAfter(end);
    }

    /**
     * A peer that restarts soon is replaced at the seeds, so no seed removes it. One that ended before its registration
     * cannot be removed.
     */
    private static Check removed(KilledPeer killed, Expectations.Window window, Instant end) {
        int registered = killed.peer().seeds().size();
        long removed = killed.removedWhereRegistered();
        Duration declared = killed.declarations().stream().findFirst().map(KilledPeer.Reaction::afterKill)
                .orElse(window.to().plus(window.tolerance()));
        boolean early = removed < registered && isEarly(killed, declared.plus(REMOVAL), end);
        boolean unregistered = registered == 0 && killed.peer().joined().isEmpty();
        boolean holds = registered > 0 && removed == registered || unregistered || killed.restarted();
        return new Check(holds ? Result.OK : early ? Result.TOO_EARLY : Result.FAIL, killed.peer().address()
                + " removed as dead: at " + Counts.of(removed, registered, "seed") + " that registered it"
                + (killed.restarted() ? "; it has restarted" : unregistered ? "; it ended before that" : ""));
    }

    private static Check gossipContinued(KilledPeer killed) {
        Result result = killed.laterMessages().isEmpty() ? Result.TOO_EARLY
                : killed.laterMessagesDelivered() > 0 ? Result.OK : Result.FAIL;
        return new Check(result, "gossip continued: " + Counts.of(killed.laterMessagesDelivered(),
                killed.laterMessages().size(), "later message") + " reached every survivor");
    }

    private static Check falseDeaths(UnexpectedDeaths deaths, Run run) {
        String examples = deaths.falseDeaths().stream().limit(EXAMPLES)
                .map(departure -> departure.peer() + (isUnknown(departure.peer(), run) ? " (its log is missing)" : "")
                        + " by " + departure.by()).collect(Collectors.joining(", "));
        String silent = deaths.silentPeers().stream().map(UnexpectedDeaths.SilentPeer::address).distinct()
                .collect(Collectors.joining(", "));
        return new Check(deaths.falseDeaths().isEmpty(), "others declared dead: " + deaths.falseDeaths().size()
                + (examples.isEmpty() ? "" : ": " + examples) + (silent.isEmpty() ? "" : "; without silent peers: "
                + silent));
    }

    /** Counts what nodes of the run have sent. A person who types into a port is not a node. */
    private static Check badInput(Run run) {
        Set<String> nodes = new HashSet<>(run.seeds());
        run.instances().forEach(instance -> nodes.add(instance.address()));
        List<Run.BadInput> sent = run.badInputs().stream()
                .filter(input -> input.neighbor() || nodes.contains(input.from())).toList();
        long others = run.badInputs().stream().filter(input -> !sent.contains(input))
                .mapToLong(Run.BadInput::count).sum();
        String examples = sent.stream().map(Run.BadInput::by).distinct().limit(EXAMPLES)
                .collect(Collectors.joining(", "));
        return new Check(sent.isEmpty(), "bad input: " + sent.size() + (examples.isEmpty() ? "" : " at " + examples)
                + (others == 0 ? "" : "; " + others + " from elsewhere, such as typing errors"));
    }
}
