package gossip.bench;

import io.scalecube.cluster.Cluster;
import io.scalecube.cluster.ClusterConfig;
import io.scalecube.cluster.ClusterImpl;
import io.scalecube.cluster.ClusterMessageHandler;
import io.scalecube.cluster.transport.api.Message;
import io.scalecube.transport.netty.tcp.TcpTransportFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A network of ScaleCube over TCP with its settings for a local network: membership and gossip as in SWIM. */
final class ScaleCubeNetwork implements Network {

    private static final Duration POLL = Duration.ofMillis(5);

    private record Running(Cluster cluster, SilenceableTransport transport) {}

    private final List<Running> running = new ArrayList<>();

    @Override
    public boolean form(int nodes, DeliveryListener listener, Duration timeout) throws InterruptedException {
        long startedAt = System.nanoTime();
        for (int node = 0; node < nodes; node++) {
            running.add(start(node, listener));
        }
        while (running.stream().anyMatch(node -> node.cluster().members().size() < nodes)) {
            if (System.nanoTime() - startedAt > timeout.toNanos()) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    private Running start(int node, DeliveryListener listener) {
        List<String> seeds = running.stream().limit(1).map(first -> first.cluster().address()).toList();
        SilenceableTransport.Factory transports = new SilenceableTransport.Factory(new TcpTransportFactory());
        Cluster cluster = new ClusterImpl(ClusterConfig.defaultLanConfig())
                .transportFactory(() -> transports)
                .membership(membership -> membership.seedMembers(seeds))
                .handler(own -> new ClusterMessageHandler() {
                    @Override
                    public void onGossip(Message gossip) {
                        listener.received(node, gossip.data(), 0);
                    }
                })
                .startAwait();
        return new Running(cluster, transports.created());
    }

    @Override
    public void publish(int node, List<String> payloads) {
        payloads.forEach(payload -> running.get(node).cluster().spreadGossip(Message.fromData(payload)).subscribe());
    }

    @Override
    public void kill(int node) {
        running.get(node).transport().silence();
        running.get(node).transport().stop().block();
    }

    @Override
    public void hang(int node) {
        running.get(node).transport().silence();
    }

    @Override
    public int unaware(int failed) {
        String address = running.get(failed).cluster().address();
        return (int) IntStream.range(0, running.size())
                .filter(node -> node != failed)
                .filter(node -> running.get(node).cluster().memberByAddress(address).isPresent())
                .count();
    }
}
