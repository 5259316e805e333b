package gossip.experiment;

import gossip.experiment.metrics.BroadcastRecorder;
import gossip.experiment.metrics.EventSink;
import gossip.experiment.metrics.MetricsCollector;
import gossip.experiment.overlay.Graph;
import gossip.node.ProtocolRules;
import gossip.protocol.Address;
import gossip.sim.SimulatedCluster;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The execution of one experiment, in these phases of virtual time:
 *
 * <pre>
 * joining --all have joined--> settling ----settle----> running --duration--> closing ----closing----> end
 *                                                       broadcasts, failures, churn
 * </pre>
 *
 * During the closing phase the last broadcasts arrive and the last crashes are detected. Detection takes three misses
 * and the seeds' own probes.
 */
public final class ExperimentRun {

    /**
     * The messages at the moment of a failure, each by another random peer. Their mean varies less than one of them.
     */
    private static final int FAILURE_MESSAGES = 10;
    /** Virtual time between two updates of the progress. */
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_JOIN_TIME = Duration.ofMinutes(10);

    private final ExperimentConfig config;
    private final Progress progress;
    private final RunCost cost;
    private final SplittableRandom random;
    private final SimulatedNetwork network;
    private final MetricsCollector metrics;
    private final SimulatedCluster cluster;
    private final Disturbances disturbances;
    private final List<Address> origins = new ArrayList<>();
    private final Consumer<Supplier<Graph>> onStart;
    /** The given overlay; without nodes if the peers join by the protocol. */
    private final Graph graph;
    private int published;

    public ExperimentRun(ExperimentConfig config, Progress progress, RunCost cost) {
        this(config, progress, cost, ProtocolRules.STANDARD, EventSink.NONE, graph -> { });
    }

    /**
     * @param rules the rules of the protocol
     * @param sink receives the events
     * @param onStart called when the run begins, with a supplier of the overlay at that moment; its nodes are the peers
     *     in the order of their start
     */
    public ExperimentRun(ExperimentConfig config, Progress progress, RunCost cost, ProtocolRules rules, EventSink sink,
            Consumer<Supplier<Graph>> onStart) {
        this.onStart = onStart;
        this.config = config;
        this.progress = progress;
        this.cost = cost;
        // The complement gives other random numbers than those of the network.
        random = new SplittableRandom(~config.randomSeed());
        network = new SimulatedNetwork(config.randomSeed(), config.network().conditions(config.randomSeed()));
        metrics = new MetricsCollector(network::now, Results.reachNanos(config), sink);
        graph = config.overlay().isGrown() ? new Graph(0, List.of())
                : config.overlay().graph(config.peers(), config.randomSeed());
        network.rules(graph.nodes() == 0 ? address -> rules : FixedLinkRules.of(graph, rules));
        network.observe(metrics);
        cluster = new SimulatedCluster(network, config.seeds(), config::peerConfig, metrics::peer, metrics::seed);
        disturbances = new Disturbances(config.scenario(), cluster, metrics, random);
    }

    /**
     * Runs an experiment with other rules of the protocol. {@code src/docs/experiments.md} has an example.
     *
     * @param options options of the command, such as {@code --peers=500}
     * @throws IllegalArgumentException if an option cannot be used; the message names it
     */
    public static Results simulate(ProtocolRules rules, String... options) {
        return new ExperimentRun(ExperimentOptions.parse(List.of(options)), Progress.silent(), new RunCost(), rules,
                EventSink.NONE, overlay -> { }).run();
    }

    public Results run() {
        int joined = graph.nodes() == 0 ? join() : openLinks();
        long start = network.now();
        onStart.accept(() -> OverlaySnapshot.of(cluster));
        Results.Start measured = new Results.Start(start, metrics.population().size(), joined,
                DegreeDistribution.of(cluster.degrees(), config.links()));
        metrics.runStarted();
        for (int i = 0; i < config.workload().origins(); i++) {
            origins.add(metrics.population().random(random));
        }
        long end = start + config.duration().toNanos();
        List<Schedule.Action> actions = schedule().inOrder();
        for (int i = 0; i < actions.size(); i++) {
            runUntil("running", start, start + actions.get(i).at(), end);
            actions.get(i).body().accept(i + 1 < actions.size() ? start + actions.get(i + 1).at() : end);
        }
        runUntil("running", start, end, end);
        long closingEnd = end + config.closing().toNanos();
        runUntil("closing", end, closingEnd, closingEnd);
        progress.show("counting", 1);
        return Results.of(config, cluster, metrics, measured, disturbances.crashed());
    }

    /** Starts the peers, which open the links of a given overlay. Returns how many peers have all their links. */
    private int openLinks() {
        cluster.startPeers(config.peers());
        settle();
        int[] degrees = graph.degrees();
        return (int) IntStream.range(0, degrees.length).filter(i ->
                cluster.peer(SimulatedCluster.address(i)).neighbors().size() == degrees[i]).count();
    }

    /** Starts the peers and waits until they have joined. Returns how many have. */
    private int join() {
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
            showJoining(i);
        }
        awaitJoined(config.peers());
        settle();
        return metrics.joined();
    }

    private void settle() {
        long end = network.now() + config.settle().toNanos();
        runUntil("settling", network.now(), end, end);
    }

    private void awaitJoined(int count) {
        long end = network.now() + MAX_JOIN_TIME.toNanos();
        while (network.now() < end && !network.runUntil(() -> metrics.joined() >= count, PROGRESS_INTERVAL)) {
            showJoining(count);
        }
    }

    private void showJoining(int started) {
        progress.show("joining", (double) (started + metrics.joined()) / (2 * config.peers()));
    }

    private Schedule schedule() {
        Schedule schedule = new Schedule();
        disturbances.addTo(schedule, config.duration(), config.peers(), this::publishAtFailure);
        config.workload().times(config.duration(), random).forEach(at ->
                schedule.add(at, next -> await(publish(), next)));
        return schedule;
    }

    /** Publishes messages before anything is detected. Their reach is the reach during the failure. */
    private void publishAtFailure() {
        for (int i = 0; i < FAILURE_MESSAGES && config.workload().count(config.duration()) > 0; i++) {
            publish(metrics.population().random(random)).setAtFailure();
        }
    }

    private BroadcastRecorder publish() {
        return publish(origins.isEmpty() ? metrics.population().random(random) : nextOrigin());
    }

    /** Returns the origins in turn. One that has crashed is replaced by a random peer. */
    private Address nextOrigin() {
        int index = published++ % origins.size();
        if (!metrics.population().isAlive(origins.get(index))) {
            origins.set(index, metrics.population().random(random));
        }
        return origins.get(index);
    }

    private BroadcastRecorder publish(Address origin) {
        cluster.peer(origin).publish(config.workload().content());
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
