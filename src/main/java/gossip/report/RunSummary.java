package gossip.report;

import static gossip.report.Formats.clock;
import static gossip.report.Formats.millis;
import static gossip.report.Formats.percent;
import static gossip.report.Formats.seconds;

import gossip.stats.GoodnessOfFit;
import gossip.stats.Percentiles;
import gossip.text.Counts;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** The summary of a run as lines of text. */
final class RunSummary {
    private static final int MAX_BAR_LENGTH = 40;
    /** How many of the busiest peers and links are named. */
    private static final int EXAMPLES = 3;
    /** The default of --links. The log does not contain the value that the peers used. */
    private static final int LINKS = 2;

    private RunSummary() {}

    static List<String> of(RunAnalysis analysis) {
        List<String> lines = new ArrayList<>();
        nodes(analysis, lines);
        gossip(analysis.run(), analysis.delivery(), lines);
        load(analysis.run(), lines);
        overlay(analysis.degrees(), lines);
        analysis.killedPeers().forEach(killed -> failure(killed, analysis, lines));
        analysis.unexpectedDeaths().silentPeers().forEach(silent -> silence(silent, analysis.run(), lines));
        if (analysis.killedPeers().isEmpty()) Collections.addAll(lines, "", "Failure: no peer was killed");
        return List.copyOf(lines);
    }

    private static void nodes(RunAnalysis analysis, List<String> lines) {
        Run run = analysis.run();
        lines.add("Run");
        run.first().filter(first -> !run.instances().isEmpty()).ifPresent(first -> lines.add(row("began",
                clock(first.toInstant(), first.getOffset()) + ", lasted "
                        + seconds(Duration.between(first.toInstant(), run.lastLineAt())))));
        if (run.earlierRuns() > 0) {
            lines.add(row("earlier runs", run.earlierRuns()
                    + " in the same log, ignored; a run ends with the last line of its peers"));
        }
        lines.add(row("events", run.events()
                + (run.skippedLines() == 0 ? "" : ", lines not understood: " + run.skippedLines())
                + (run.missingLines() == 0 ? "" : ", lines lost because the disk was full: " + run.missingLines())));
        run.clocks().ahead().forEach((clock, ahead) -> lines.add(row("clock", clock + " is "
                + seconds(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead") + "; corrected"
                + (run.clocks().measured() ? "" : " at least so far, latencies are uncertain"))));
        lines.add(row("seeds", run.seeds().size() + " started"));
        lines.add(row("peers", run.peers() + " started, " + analysis.joined() + " joined"
                + (run.instances().size() == run.peers() ? "" : ", "
                        + Counts.of(run.instances().size() - run.peers(), "restart"))));
    }

    private static void gossip(Run run, Delivery delivery, List<String> lines) {
        Collections.addAll(lines, "", "Gossip");
        lines.add(row("messages", delivery.messages().size() + " generated"));
        lines.add(row("delivered", delivery.delivered() + " of " + delivery.due() + " due = "
                + percent(delivery.delivered(), delivery.due())));
        lines.add(row("caught up", delivery.caughtUp() + " more, by peers that started later"));
        lines.add(row("duplicates", delivery.duplicates() + " delivered twice"));
        long beforeJoin = delivery.lostBeforeJoin(run);
        if (beforeJoin > 0) {
            lines.add(row("lost", Counts.of(beforeJoin, "delivery")
                    + " of messages that were generated before their peer joined"));
        }
        if (run.gaps() > 0) lines.add(row("gaps", Counts.of(run.gaps(), "message") + " that a peer will never get"));
        if (delivery.unexplained() > 0) {
            lines.add(row("of unknown origin", Counts.of(delivery.unexplained(), "message")));
        }
        Percentiles latency = delivery.latencyMillis();
        Percentiles hops = delivery.hops();
        if (latency.isEmpty()) return;
        lines.add(row("latency", "median " + millis(latency.median()) + ", 95 % within " + millis(latency.p95())
                + ", max " + millis(latency.max())));
        Delivery.Convergence convergence = delivery.convergence();
        if (!convergence.all().isEmpty()) {
            lines.add(row("convergence", "50 % of the peers after " + millis(convergence.half().median())
                    + ", 95 % after " + millis(convergence.most().median())
                    + ", all after " + millis(convergence.all().median()) + " (medians)"));
        }
        lines.add(row("hops", String.format(Locale.ROOT, "median %.0f, max %.0f", hops.median(), hops.max())));
    }

    private static void load(Run run, List<String> lines) {
        Load load = run.load();
        if (load.copies() == 0) return;
        Collections.addAll(lines, "", "Load");
        double seconds = run.first().map(first -> Duration.between(first.toInstant(), run.lastLineAt()).toMillis())
                .orElse(0L) / 1000.0;
        lines.add(row("copies", String.format(Locale.ROOT, "%d sent for %s = %.2f each",
                load.copies(), Counts.of(load.receptions(), "first reception"), load.redundancy())));
        lines.add(row("bandwidth", String.format(Locale.ROOT, "%.1f KiB of text sent, %.2f KiB/s by all peers together",
                load.bytes() / 1024.0, seconds == 0 ? 0 : load.bytes() / 1024.0 / seconds)));
        load.busiest().stream().limit(EXAMPLES).forEach(peer -> lines.add(row("busy peer", load.label(peer.address())
                + ": " + Counts.of(peer.copiesSent(), "copy") + " sent, " + Counts.of(peer.received(), "message")
                + " received")));
        load.links().stream().limit(EXAMPLES).forEach(link -> lines.add(row("busy link", load.label(link.one()) + " - "
                + load.label(link.other()) + ": " + Counts.of(link.firstCopies(), "first copy"))));
    }

    private static void overlay(DegreeHistogram degrees, List<String> lines) {
        SortedMap<Integer, Long> histogram = degrees.histogram();
        Collections.addAll(lines, "", "Overlay: neighbors of each peer, before any failure");
        long max = histogram.values().stream().max(Long::compare).orElse(1L);
        histogram.forEach((degree, peers) -> {
            // One mark for each peer while that fits. Longer bars are scaled, but a single peer always has a mark.
            long bar = max <= MAX_BAR_LENGTH ? peers : Math.max(1, peers * MAX_BAR_LENGTH / max);
            lines.add(row("degree " + degree, String.format(Locale.ROOT, "%4d  %s", peers, "#".repeat((int) bar))));
        });
        if (degrees.byInstance().size() >= GoodnessOfFit.MIN_COUNT) {
            GoodnessOfFit fit = GoodnessOfFit.of(degrees.byInstance().values(), LINKS);
            lines.add(row("degree law", fit + " (N = " + fit.count() + ")"));
        }
    }

    private static void failure(KilledPeer killed, RunAnalysis analysis, List<String> lines) {
        ZoneOffset offset = offset(analysis.run());
        Expectations.Window window = analysis.expectations().window(killed.peer());
        PeerInstance peer = killed.peer();
        Collections.addAll(lines, "", "Failure");
        lines.add(row("killed", analysis.run().load().label(peer.address()) + " at " + clock(peer.ended(), offset)
                + ", with " + Counts.of(killed.degree(), "neighbor")
                + (peer.stopped().isPresent() ? "" : " (no PEER_STOPPED: the time is that of its last line)")));
        lines.add(row("registered with", peer.seeds().isEmpty() ? "no seed" : String.join(", ", peer.seeds())));
        lines.addAll(reactions(
                "declared dead by", killed.declarations(), Optional.of(window), analysis.run().load()));
        lines.addAll(reactions("removed at", killed.removals(), Optional.empty(), analysis.run().load()));
        lines.add(row("later messages", killed.laterMessages().size() + " generated, "
                + killed.laterMessagesDelivered() + " of them reached every survivor"));
    }

    private static void silence(UnexpectedDeaths.SilentPeer silent, Run run, List<String> lines) {
        ZoneOffset offset = offset(run);
        Collections.addAll(lines, "", "Silence");
        lines.add(row("silent", run.load().label(silent.address()) + " from " + clock(silent.since(), offset)
                + silent.until().map(until -> " to " + clock(until, offset)).orElse(" on")
                + "; it hung or could not log"));
        lines.addAll(reactions("declared dead by", silent.declarations(), Optional.empty(), run.load()));
        lines.addAll(reactions("removed at", silent.removals(), Optional.empty(), run.load()));
    }

    private static ZoneOffset offset(Run run) {
        return run.first().map(OffsetDateTime::getOffset).orElse(ZoneOffset.UTC);
    }

    /** @param expected the time within which the reactions are checked; empty if it is not checked */
    private static List<String> reactions(
            String label, List<KilledPeer.Reaction> reactions, Optional<Expectations.Window> expected, Load load) {
        if (reactions.isEmpty()) return List.of(row(label, "none"));
        List<String> lines = new ArrayList<>();
        for (KilledPeer.Reaction reaction : reactions) {
            String outside = expected.filter(window -> !window.contains(reaction.afterKill())).isPresent()
                    ? "  outside the expected time" : "";
            lines.add(row(lines.isEmpty() ? label : "", String.format(Locale.ROOT, "%-21s after %7s%s",
                    load.label(reaction.by()), seconds(reaction.afterKill()), outside)));
        }
        return lines;
    }

    private static String row(String label, String value) {
        return String.format(Locale.ROOT, "  %-18s%s", label, value);
    }
}
