package gossip.experiment;

import gossip.experiment.metrics.MetricsCollector;
import gossip.experiment.scenario.CrashKind;
import gossip.experiment.scenario.Scenario;
import gossip.experiment.scenario.ScenarioAction;
import gossip.experiment.scenario.Session;
import gossip.experiment.scenario.Target;
import gossip.protocol.Address;
import gossip.sim.SimulatedCluster;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The failures and the churn of one run, applied to its network. */
final class Disturbances {

    private final Scenario scenario;
    private final SimulatedCluster cluster;
    private final SimulatedNetwork network;
    private final MetricsCollector metrics;
    private final SplittableRandom random;
    private final List<Address> runningSeeds;
    private int crashed;

    Disturbances(Scenario scenario, SimulatedCluster cluster, MetricsCollector metrics, SplittableRandom random) {
        this.scenario = scenario;
        this.cluster = cluster;
        this.network = cluster.network();
        this.metrics = metrics;
        this.random = random;
        this.runningSeeds = new ArrayList<>(cluster.seedAddresses());
    }

    /** Returns how many peers have crashed so far. */
    int crashed() {
        return crashed;
    }

    /**
     * Adds all events to the schedule.
     *
     * @param run the length of the run
     * @param peers the number of peers at its start
     * @param onFailure called at the moment of each crash of several nodes, after it
     */
    void addTo(Schedule schedule, Duration run, int peers, Runnable onFailure) {
        scenario.allEvents(run).forEach(event -> {
            long at = event.at().toNanos();
            switch (event.action()) {
                case ScenarioAction.Kill kill -> schedule.add(at, () -> {
                    choose(kill.target()).forEach(this::crash);
                    onFailure.run();
                });
                case ScenarioAction.Pause pause -> schedule.add(at, () ->
                        choose(pause.target()).forEach(node -> network.pause(node, pause.duration())));
                case ScenarioAction.Partition partition -> schedule.add(at, () -> partition(partition.shares()));
                case ScenarioAction.OneWay oneWay -> schedule.add(at, () -> {
                    Set<Address> mute = new HashSet<>(choose(oneWay.target()));
                    network.cut((from, to) -> mute.contains(from));
                });
                case ScenarioAction.Heal heal -> schedule.add(at, network::heal);
                case ScenarioAction.Join join -> schedule.add(at, () -> cluster.startPeers(join.peers()));
                case ScenarioAction.Replace replace -> schedule.addEvenly(
                        replace.peers().of(peers), at, replace.duration().toNanos(), this::replaceRandomPeer);
            }
        });
        schedule.addEvenly(scenario.churn().replacements(peers, run), 0, run.toNanos(), this::replaceRandomPeer);
        scenario.sessions().forEach(session -> addSession(schedule, session));
    }

    private void addSession(Schedule schedule, Session session) {
        Address[] peer = new Address[1];
        schedule.add(Math.round(session.join() * 1e9), () -> peer[0] = cluster.startPeer());
        session.leave().ifPresent(leave -> schedule.add(Math.round(leave * 1e9), () -> {
            if (metrics.population().isAlive(peer[0])) {
                crash(peer[0]);
            }
        }));
    }

    private List<Address> choose(Target target) {
        return switch (target.group()) {
            case SEEDS -> List.copyOf(runningSeeds.subList(0,
                    Math.min(runningSeeds.size(), target.amount().of(cluster.seedAddresses().size()))));
            case HUBS -> first(target, byDegree());
            case RANDOM -> first(target, shuffled());
        };
    }

    /** Returns the first of the peers. At least one peer is left. */
    private static List<Address> first(Target target, List<Address> peers) {
        return peers.subList(0, Math.max(0, Math.min(peers.size() - 1, target.amount().of(peers.size()))));
    }

    /** Returns the running peers, those of the highest degree first, older ones before younger ones. */
    private List<Address> byDegree() {
        List<Address> peers = new ArrayList<>(cluster.living());
        peers.sort(Comparator.comparingInt((Address peer) -> -cluster.peer(peer).neighbors().size()));
        return peers;
    }

    private List<Address> shuffled() {
        List<Address> peers = new ArrayList<>(cluster.living());
        for (int i = peers.size() - 1; i > 0; i--) {
            peers.set(i, peers.set(random.nextInt(i + 1), peers.get(i)));
        }
        return peers;
    }

    private void replaceRandomPeer() {
        if (metrics.population().size() > 1) {
            crash(metrics.population().random(random));
        }
        cluster.startPeer();
    }

    private void crash(Address node) {
        if (runningSeeds.remove(node)) {
            end(node);
            return;
        }
        List<Address> neighbors = cluster.peer(node).neighbors();
        end(node);
        metrics.crashed(node, neighbors);
        crashed++;
    }

    private void end(Address node) {
        if (scenario.crash() == CrashKind.SILENT) {
            network.cutPower(node);
        } else {
            network.crash(node);
        }
    }

    /** Cuts the network into parts. The part of a node depends on its port, and so neither on links nor on age. */
    private void partition(List<Double> shares) {
        double sum = shares.stream().mapToDouble(share -> share).sum();
        network.partition(node -> {
            double position = (node.port() * 0x9E3779B97F4A7C15L >>> 11) * 0x1p-53 * sum;
            int part = 0;
            while (part < shares.size() - 1 && position >= shares.get(part)) {
                position -= shares.get(part);
                part++;
            }
            return part + 1;
        });
    }
}
