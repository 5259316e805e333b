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

/** ScaleCube over TCP with its settings for a local network: membership and messages by gossip, as in SWIM. */
final class ScaleCubeContender implements Contender {

    private static final Duration POLL = Duration.ofMillis(5);

    private record Running(Cluster cluster, FailingTransport transport) {}

    private final List<Running> running = new ArrayList<>();

    @Override
    public boolean form(int nodes, Inbox inbox, Duration patience) throws InterruptedException {
        long began = System.nanoTime();
        for (int node = 0; node < nodes; node++) {
            running.add(start(node, inbox));
        }
        while (running.stream().anyMatch(one -> one.cluster().members().size() < nodes)) {
            if (System.nanoTime() - began > patience.toNanos()) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    private Running start(int node, Inbox inbox) {
        List<String> seeds = running.stream().limit(1).map(one -> one.cluster().address()).toList();
        FailingTransport.Factory transports = new FailingTransport.Factory(new TcpTransportFactory());
        Cluster cluster = new ClusterImpl(ClusterConfig.defaultLanConfig())
                .transportFactory(() -> transports)
                .membership(membership -> membership.seedMembers(seeds))
                .handler(own -> new ClusterMessageHandler() {
                    @Override
                    public void onGossip(Message gossip) {
                        inbox.received(node, gossip.data(), 0);
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
        running.get(node).transport().fall();
        running.get(node).transport().stop().block();
    }

    @Override
    public void hang(int node) {
        running.get(node).transport().fall();
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
