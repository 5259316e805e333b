package gossip.scenario;

import gossip.protocol.Address;
import gossip.sim.NetworkConditions;
import java.util.random.RandomGenerator;

/**
 * Slow links to one host. Each send queue to it holds 20 messages, and the transmission of each takes 10 ms.
 *
 * @param delay the latency of all links
 */
record SlowLink(Address host, NetworkConditions delay) implements NetworkConditions {

    @Override
    public long latency(Address from, Address to, RandomGenerator random) {
        return delay.latency(from, to, random);
    }

    @Override
    public long transmission(Address from, Address to) {
        return to.equals(host) ? 10_000_000 : 0;
    }

    @Override
    public int capacity(Address from, Address to) {
        return to.equals(host) ? 20 : 1_000_000;
    }
}
