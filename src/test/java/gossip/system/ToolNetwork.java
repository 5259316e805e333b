package gossip.system;

import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A seed and peers on sockets, started for each test of the tool and stopped after it. */
final class ToolNetwork implements BeforeEachCallback, AfterEachCallback {

    final LiveNetwork live;
    private final int peerCount;
    private Address seed;
    private List<Address> peers;

    ToolNetwork(Duration heartbeat, int peerCount) {
        this.live = new LiveNetwork(heartbeat);
        this.peerCount = peerCount;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        seed = live.startSeed();
        peers = live.startPeers(peerCount, 0);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        live.close();
    }

    Address seed() {
        return seed;
    }

    List<Address> peers() {
        return peers;
    }

    /** Runs a command of the tool, which asks the seed. */
    ToolRun run(String... args) {
        return ToolRun.of(seed, args);
    }
}
