package gossip.scenario;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.sim.NetworkConditions;
import java.util.random.RandomGenerator;

/**
 * Links with a latency of 1 to 5 ms that lose gossip messages and nothing else.
 *
 * @param share the share of gossip messages that is lost, from 0 to 1
 */
record LossyGossip(double share) implements NetworkConditions {

    @Override
    public long latency(Address from, Address to, RandomGenerator random) {
        return random.nextLong(1_000_000, 5_000_000);
    }

    @Override
    public boolean loses(Address from, Address to, Message message, RandomGenerator random) {
        return message instanceof Gossip && random.nextDouble() < share;
    }
}
