package gossip.experiment.preset;

import gossip.experiment.Results;
import gossip.experiment.preset.Preset.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The published evaluations that can be run. */
public final class Presets {

    private Presets() {}

    public static List<Preset> all() {
        return List.of(glomers(), iroh(), plumFoca(), hyparview(), gossipsub(), lifeguard());
    }

    public static Optional<Preset> find(String name) {
        return all().stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    private static Preset glomers() {
        List<Case> cases = new ArrayList<>();
        for (String variant : List.of("--dissemination=flood", "--dissemination=prune", "--overlay=star")) {
            cases.add(new Case(variant.substring(variant.indexOf('=') + 1),
                    List.of("--peers=25", "--delay=100ms", "--rate=50", "--duration=20s", variant),
                    List.of("--rate=5"), List.of(
                    Measure.below("3d messages per operation", 30, Figures::messagesPerOperation),
                    Measure.below("3d median latency (ms)", 400, results -> results.latencyMillis().median()),
                    Measure.below("3d maximum latency (ms)", 600, results -> results.latencyMillis().max()),
                    Measure.below("3e messages per operation", 20, Figures::messagesPerOperation),
                    Measure.below("3e median latency (ms)", 1000, results -> results.latencyMillis().median()),
                    Measure.below("3e maximum latency (ms)", 2000, results -> results.latencyMillis().max()))));
        }
        return new Preset("glomers", "Gossip Glomers, challenges 3d and 3e, fly.io/dist-sys",
                "Maelstrom measures until a message is visible at all nodes; here, latency is per node. Half of the"
                        + " operations are reads, which cost no message; they are counted, not simulated. Heartbeats"
                        + " and anti-entropy after the 20 s are included in the messages.", cases);
    }

    private static Preset iroh() {
        List<String> base = List.of("--peers=100", "--delay=10ms..100ms", "--dissemination=prune", "--duration=5m");
        return new Preset("iroh-gossip",
                "iroh-gossip, bounds of its simulation tests, github.com/n0-computer/iroh-gossip",
                "iroh keeps five random neighbors per peer; here, the overlay is a power law with four on average."
                        + " Both use one tree for all senders.",
                List.of(new Case("one sender", with(base, "--messages=30", "--origins=1"), List.of("--peers=40"),
                                rounds(15, 0.2)),
                        new Case("random senders", with(base, "--messages=30"), List.of("--peers=40"), rounds(18, 1)),
                        new Case("burst", with(base, "--rate=30", "--duration=1s"), List.of("--peers=40"),
                                rounds(30, 3))));
    }

    private static List<Measure> rounds(double lastHop, double redundancy) {
        return List.of(Measure.below("last delivery hop", lastHop, Figures::lastHop),
                Measure.below("redundancy (RMR)", redundancy, Figures::redundancy),
                Measure.below("missed deliveries", 1, Figures::lost));
    }

    private static Preset plumFoca() {
        return new Preset("plum-foca", "plum-foca, simulation in its repository, 200 nodes with 2 % loss",
                "Loss is of GOSSIP, PING and PING_REPLY above TCP, so anti-entropy has to repair it.",
                List.of(new Case("200 nodes", List.of("--peers=200", "--loss=2", "--messages=100"),
                        List.of("--peers=50", "--messages=10"),
                        List.of(Measure.atLeast("delivered (%)", 99.9, Figures::delivery)))));
    }

    private static Preset hyparview() {
        List<Case> cases = new ArrayList<>();
        for (int share : new int[] {10, 80, 90, 95}) {
            cases.add(new Case(share + " % crash", List.of("--peers=10000", "--messages=10", "--duration=20s",
                    "--kill=" + share + "%"), List.of("--peers=200"), List.of(
                    share <= 90 ? Measure.atLeast("reach after the failure (%)", 90, Figures::reachAfterFailure)
                            : Measure.beside("reach after the failure (%)", "about 90", Figures::reachAfterFailure),
                    Measure.beside("reach at the failure (%)", "not published", Figures::reachAtFailure),
                    Measure.atLeast("delivered at the end (%)", 99.9, Figures::delivery))));
        }
        return new Preset("hyparview", "Leitao, Pereira, Rodrigues: HyParView, DSN 2007, figures 2 and 3",
                "HyParView keeps five symmetric links per peer and a passive view of 30; here, there are four links on"
                        + " average and hubs. Crashes close the connections in both. The published figures are read"
                        + " from charts: near 100 % up to 90 % crashes after few messages, about 90 % at 95 %.", cases);
    }

    private static Preset gossipsub() {
        List<Case> cases = new ArrayList<>();
        int[] means = {154, 65, 67, 75};
        int[] links = {2, 6, 12, 16};
        for (int i = 0; i < links.length; i++) {
            cases.add(new Case("m = " + links[i], List.of("--peers=95", "--overlay=barabasi-albert:" + links[i],
                    "--size=1000", "--rate=200", "--duration=10s", "--processing=100us"), List.of("--rate=2"), List.of(
                    Measure.beside("mean of median latencies (ms)", means[i] + " (mean latency)", Figures::latencyMean),
                    Measure.beside("lost messages", i == 0 ? "up to 246 of 36,000" : "0", Figures::lost))));
        }
        return new Preset("gossipsub", "Whiteblock, Testing Gossipsub with Genesis, 2019",
                "The delays of that testbed are not published; here they are 1 to 5 ms, with 100 us for each message,"
                        + " so absolute latencies cannot be compared, only that m = 2 loses nothing. Gossipsub bounds"
                        + " its mesh to 6 of the links and announces to others; here all links flood. 10 s of 180 s.",
                cases);
    }

    private static Preset lifeguard() {
        List<String> base = List.of("--peers=128", "--messages=20", "--duration=4m");
        List<Case> cases = new ArrayList<>();
        for (int slow : new int[] {4, 16, 32}) {
            List<String> options = new ArrayList<>(base);
            for (int at = 10; at < 180; at += 20) {
                options.add(String.format(Locale.ROOT, "--at=%ds pause random:%d 16s", at, slow));
            }
            cases.add(new Case(slow + " slow members", options, List.of("--peers=64", "--messages=2"), List.of(
                    Measure.beside("false deaths", "Lifeguard: 1 to 2 % of those of SWIM", Figures::falseDeaths),
                    Measure.beside("false removals", "none published", Results::falseRemovals),
                    Measure.atLeast("delivered (%)", 100, Figures::delivery))));
        }
        return new Preset("lifeguard", "Dadgar, Phillips, Currey: Lifeguard, DSN 2018",
                "Members pause for 16 s of each 20 s, as in the experiments with slow message processing; here, other"
                        + " members pause each time. SWIM suspects after 1 s; here a death takes three heartbeats of"
                        + " 13 s, so short pauses cause none.", cases);
    }

    private static List<String> with(List<String> base, String... more) {
        List<String> options = new ArrayList<>(base);
        options.addAll(List.of(more));
        return options;
    }
}
