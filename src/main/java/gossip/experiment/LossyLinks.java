package gossip.experiment;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Ping;
import gossip.sim.NetworkConditions;
import java.util.random.RandomGenerator;

/**
 * Links with an even spread of delays that lose a share of the PINGs and of the GOSSIP: what the protocol has to make
 * up for. The rest rests on TCP, which loses nothing.
 *
 * @param leastNanos the shortest delay
 * @param mostNanos the longest delay
 * @param loss from 0 to 1
 */
record LossyLinks(long minNanos, long maxNanos, double loss) implements NetworkConditions {

    static LossyLinks of(ExperimentConfig config) {
        return new LossyLinks(config.delay().min().toNanos(), config.delay().max().toNanos(), config.loss().fraction());
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
