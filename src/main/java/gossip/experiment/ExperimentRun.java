package gossip.experiment;

import gossip.experiment.metrics.BroadcastRecorder;
import gossip.experiment.metrics.MetricsCollector;
import gossip.experiment.network.LossyLinks;
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
 * The execution of one experiment, in these phases of virtual time:
 *
 * <pre>
 * joining --all have joined--> settling --3 heartbeats--> running --duration--> closing --5 heartbeats--> end
 *                                                         broadcasts, partition, kill, churn
 * </pre>
 *
 * During the closing phase the last broadcasts arrive and the last crashes are detected. Detection takes three misses
 * and the seeds' own probes.
 */
public final class ExperimentRun {

    private static final int SETTLING_HEARTBEATS = 3;
    private static final int CLOSING_HEARTBEATS = 5;
    /** The messages at the moment of a failure, each by another random peer. Their mean varies less than one of them. */
    private static final int FAILURE_MESSAGES = 10;
    /** Virtual time between two updates of the progress. */
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_JOIN_TIME = Duration.ofMinutes(10);

    /**
     * An action of the run.
     *
     * @param at nanoseconds from the start of the run
     * @param body gets the time of the next action, in virtual nanoseconds
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

    public ExperimentRun(ExperimentConfig config, Progress progress, RunCost cost) {
        this.config = config;
        this.progress = progress;
        this.cost = cost;
        // The complement gives other random numbers than those of the network.
        random = new SplittableRandom(~config.randomSeed());
        network = new SimulatedNetwork(config.randomSeed(), LossyLinks.of(config.delay(), config.loss().fraction()));
        metrics = new MetricsCollector(network::now, Results.reachNanos(config));
        network.observe(metrics);
        cluster = new SimulatedCluster(network, config.seeds(), config::peerConfig, metrics::peer, metrics::seed);
    }

    public Results run() {
        join();
        settle();
        long start = network.now();
        Results.Start measured = new Results.Start(start, metrics.population().size(), metrics.joined(),
                DegreeDistribution.of(cluster.degrees(), config.links()));
        metrics.runStarted();
        long end = start + config.duration().toNanos();
        List<Action> actions = schedule();
        for (int i = 0; i < actions.size(); i++) {
            runUntil("running", start, start + actions.get(i).at(), end);
            actions.get(i).body().accept(i + 1 < actions.size() ? start + actions.get(i + 1).at() : end);
        }
        runUntil("running", start, end, end);
        long closingEnd = end + config.pingInterval().multipliedBy(CLOSING_HEARTBEATS).toNanos();
        runUntil("closing", end, closingEnd, closingEnd);
        progress.show("counting", 1);
        return Results.of(config, cluster, metrics, measured, crashed);
    }

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
        long end = network.now() + config.pingInterval().multipliedBy(SETTLING_HEARTBEATS).toNanos();
        runUntil("settling", network.now(), end, end);
    }

    private void awaitJoined(int count) {
        network.runUntil(() -> metrics.joined() >= count, MAX_JOIN_TIME);
    }

    private List<Action> schedule() {
        List<Action> actions = new ArrayList<>();
        if (!config.partition().isZero()) {
            actions.add(new Action(0, next -> network.partition(ExperimentRun::side)));
            actions.add(new Action(config.partition().toNanos(), next -> network.heal()));
        }
        if (config.killed() > 0) {
            actions.add(new Action(config.duration().toNanos() / 2, this::kill));
        }
        scheduleEvenly(config.replacements(), next -> replaceRandomPeer(), actions);
        scheduleEvenly(config.messages(), this::broadcast, actions);
        actions.sort(Comparator.comparingLong(Action::at));
        return actions;
    }

    /** Adds an action several times, at regular intervals, none of them at the start or the end of the run. */
    private void scheduleEvenly(int times, LongConsumer body, List<Action> actions) {
        for (int i = 0; i < times; i++) {
            actions.add(new Action((long) (config.duration().toNanos() * ((i + 0.5) / times)), body));
        }
    }

    /** Returns the half of a peer or seed in a partition. It depends on the port and so not on the topology. */
    private static int side(Address address) {
        return 1 + address.port() % 2;
    }

    /** Crashes peers and publishes messages at the same moment, whose reach is the reach during the failure. */
    private void kill(long nextAction) {
        for (int i = 0; i < config.killed(); i++) {
            crashRandomPeer();
        }
        for (int i = 0; i < FAILURE_MESSAGES && config.messages() > 0; i++) {
            publish().setAtFailure();
        }
        await(metrics.lastBroadcast(), nextAction);
    }

    private void replaceRandomPeer() {
        crashRandomPeer();
        cluster.startPeer();
    }

    private void crashRandomPeer() {
        if (metrics.population().size() > 1) {
            Address peer = metrics.population().random(random);
            List<Address> neighbors = cluster.peer(peer).neighbors();
            cluster.crash(peer);
            metrics.crashed(peer, neighbors);
            crashed++;
        }
    }

    private void broadcast(long nextAction) {
        await(publish(), nextAction);
    }

    private BroadcastRecorder publish() {
        cluster.peer(metrics.population().random(random)).publish("experiment");
        return metrics.lastBroadcast();
    }

    /** Measures the real time while a message spreads, until it is late or the next action is due. */
    private void await(BroadcastRecorder broadcast, long nextAction) {
        long limit = Math.min(nextAction - network.now(), Results.reachNanos(config).getLast());
        cost.measure(() -> network.runUntil(broadcast::hasReachedAll, Duration.ofNanos(limit)),
                broadcast::receptions);
    }

    /** Runs the simulation until a time within a phase that lasts from {@code start} to {@code end}. */
    private void runUntil(String phase, long start, long until, long end) {
        while (network.now() < until) {
            network.run(Duration.ofNanos(Math.min(PROGRESS_INTERVAL.toNanos(), until - network.now())));
            progress.show(phase, (double) (network.now() - start) / (end - start));
        }
    }
}
