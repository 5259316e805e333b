package gossip.experiment.network;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Ping;
import gossip.sim.NetworkConditions;
import java.util.random.RandomGenerator;

/**
 * Network conditions with uniformly distributed delays and a loss of PING and GOSSIP messages, which the protocol must
 * tolerate. Other messages are never lost, because they rely on TCP.
 *
 * @param minNanos the shortest delay
 * @param maxNanos the longest delay
 * @param loss the probability that a PING or GOSSIP is lost, from 0 to 1
 */
public record LossyLinks(long minNanos, long maxNanos, double loss) implements NetworkConditions {

    public static LossyLinks of(LinkDelay delay, double loss) {
        return new LossyLinks(delay.min().toNanos(), delay.max().toNanos(), loss);
    }

    @Override
    public long latency(Address from, Address to, RandomGenerator random) {
        return random.nextLong(minNanos, maxNanos + 1);
    }

    @Override
    public boolean loses(Address from, Address to, Message message, RandomGenerator random) {
        return loss > 0 && (message instanceof Ping || message instanceof Gossip) && random.nextDouble() < loss;
    }
}
