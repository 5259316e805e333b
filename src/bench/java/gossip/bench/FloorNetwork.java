package gossip.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A network of nodes that only flood. Each node dials two others by preferential attachment, as this program does. */
final class FloorNetwork implements Network {

    private static final int LINKS = 2;
    private static final Duration POLL = Duration.ofMillis(5);

    private final List<FloorNode> nodes = new ArrayList<>();

    @Override
    public boolean form(int count, DeliveryListener listener, Duration timeout)
            throws IOException, InterruptedException {
        Random random = new Random();
        // Each node as often as it has links, so a uniform choice is in proportion to the degree.
        List<Integer> ends = new ArrayList<>(List.of(0));
        for (int node = 0; node < count; node++) {
            nodes.add(new FloorNode(node, count, listener));
            Set<Integer> chosen = new LinkedHashSet<>();
            while (chosen.size() < Math.min(LINKS, node)) {
                chosen.add(ends.get(random.nextInt(ends.size())));
            }
            for (int other : chosen) {
                nodes.get(node).connect(nodes.get(other));
                ends.addAll(List.of(node, other));
            }
        }
        while (nodes.stream().mapToInt(FloorNode::degree).sum() < ends.size() - 1) {
            Thread.sleep(POLL);
        }
        return true;
    }

    @Override
    public void publish(int node, List<String> payloads) throws InterruptedException {
        nodes.get(node).publish(payloads);
    }

    @Override
    public void kill(int node) {
        throw new UnsupportedOperationException("a node that only floods detects no failures");
    }

    @Override
    public void hang(int node) {
        throw new UnsupportedOperationException("a node that only floods detects no failures");
    }

    @Override
    public int unaware(int failed) {
        return 0;
    }
}
