package gossip.experiment;

import gossip.protocol.Address;
import gossip.sim.SimulatedCluster;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Carries a plan out.
 *
 * <pre>
 * joining --all have joined--> settling --3 heartbeats--> the run: --duration--> closing --5 heartbeats--> over
 *                                                         broadcasts, partition, kill, churn
 * </pre>
 *
 * The closing lets the last broadcasts arrive and the dead be found: 3 misses and the seeds' own probes.
 */
final class ExperimentRun {

    private static final int SETTLING_HEARTBEATS = 3;
    private static final int CLOSING_HEARTBEATS = 5;
    /** Between two looks at the progress; of virtual time, so that it changes nothing. */
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_JOIN_TIME = Duration.ofMinutes(10);

    /**
     * Something to be done.
     *
     * @param at nanoseconds from the beginning of the run
     * @param deed is told when the next act is due, in nanoseconds from the beginning of the simulation
     */
    private record Action(long at, LongConsumer body) {}

    private final ExperimentConfig config;
    private final Progress progress;
    private final RunCost cost;
    private final SplittableRandom random;
    private final SimulatedNetwork network;
    private final MetricsCollector metrics;
    private final SimulatedCluster cluster;
    private int crashed;

    ExperimentRun(ExperimentConfig config, Progress progress, RunCost cost) {
        this.config = config;
        this.progress = progress;
        this.cost = cost;
        // Another sequence than the network's own.
        random = new SplittableRandom(~config.randomSeed());
        network = new SimulatedNetwork(config.randomSeed(), LossyLinks.of(config));
        metrics = new MetricsCollector(network::now, Results.prompt(config));
        network.observe(metrics);
        cluster = new SimulatedCluster(network, config.seeds(), config::peerConfig, metrics::peer, metrics::seed);
    }

    Results run() {
        join();
        settle();
        long begin = network.now();
        DegreeDistribution joined = DegreeDistribution.of(cluster.degrees(), config.links());
        long end = begin + config.duration().toNanos();
        List<Action> acts = schedule();
        for (int i = 0; i < acts.size(); i++) {
            runUntil("running", begin, begin + acts.get(i).at(), end);
            acts.get(i).body().accept(i + 1 < acts.size() ? begin + acts.get(i + 1).at() : end);
        }
        runUntil("running", begin, end, end);
        long closing = config.pingInterval().multipliedBy(CLOSING_HEARTBEATS).toNanos();
        runUntil("closing", end, end + closing, end + closing);
        progress.show("counting", 1);
        return Survey.of(config, cluster, metrics, joined, begin, crashed);
    }

    // ---- joining

    private void join() {
        long interval = switch (config.start().kind()) {
            case ONCE, ONE_BY_ONE -> 0;
            case SECOND -> Duration.ofSeconds(1).toNanos() / config.peers();
            case RATE -> Duration.ofSeconds(1).toNanos() / config.start().perSecond();
        };
        for (int i = 1; i <= config.peers(); i++) {
            cluster.startPeer();
            if (config.start().kind() == StartPattern.Kind.ONE_BY_ONE) {
                awaitJoined(i);
            } else if (interval > 0) {
                network.run(Duration.ofNanos(interval));
            }
            progress.show("joining", (double) i / config.peers());
        }
    }

    private void settle() {
        awaitJoined(config.peers());
        long settling = config.pingInterval().multipliedBy(SETTLING_HEARTBEATS).toNanos();
        long end = network.now() + settling;
        runUntil("settling", network.now(), end, end);
    }

    private void awaitJoined(int count) {
        network.runUntil(() -> metrics.joined() >= count, MAX_JOIN_TIME);
    }

    // ---- the run

    private List<Action> schedule() {
        List<Action> acts = new ArrayList<>();
        if (!config.partition().isZero()) {
            acts.add(new Action(0, next -> network.partition(ExperimentRun::side)));
            acts.add(new Action(config.partition().toNanos(), next -> network.heal()));
        }
        if (config.killed() > 0) {
            acts.add(new Action(config.duration().toNanos() / 2, next -> kill()));
        }
        scheduleEvenly(config.replacements(), next -> replaceRandomPeer(), acts);
        scheduleEvenly(config.messages(), this::broadcast, acts);
        acts.sort(Comparator.comparingLong(Action::at));
        return acts;
    }

    /** Evenly over the run, none at its very ends. */
    private void scheduleEvenly(int times, LongConsumer deed, List<Action> acts) {
        for (int i = 0; i < times; i++) {
            acts.add(new Action((long) (config.duration().toNanos() * ((i + 0.5) / times)), deed));
        }
    }

    /** Halves that no attachment knows of: by the parity of the port. Seeds are cut like peers. */
    private static int side(Address address) {
        return 1 + address.port() % 2;
    }

    private void kill() {
        for (int i = 0; i < config.killed(); i++) {
            crashRandomPeer();
        }
    }

    private void replaceRandomPeer() {
        crashRandomPeer();
        cluster.startPeer();
    }

    private void crashRandomPeer() {
        if (metrics.population().size() > 1) {
            Address peer = metrics.population().random(random);
            cluster.crash(peer);
            metrics.crashed(peer);
            crashed++;
        }
    }

    /** Looks on for as long as a flood takes that nothing hinders, to measure what a delivery costs. */
    private void broadcast(long next) {
        cluster.peer(metrics.population().random(random)).publish("experiment");
        BroadcastRecorder recorder = metrics.broadcasts().getLast();
        long patience = Math.min(next - network.now(), Results.prompt(config));
        cost.measure(() -> network.runUntil(recorder::hasReachedAll, Duration.ofNanos(patience)), recorder::receptions);
    }

    private void runUntil(String what, long from, long until, long end) {
        while (network.now() < until) {
            network.run(Duration.ofNanos(Math.min(PROGRESS_INTERVAL.toNanos(), until - network.now())));
            progress.show(what, (double) (network.now() - from) / (end - from));
        }
    }
}
