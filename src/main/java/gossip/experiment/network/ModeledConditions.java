package gossip.experiment.network;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.sim.NetworkConditions;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The conditions of one run, with the times at which the uplinks are free again. */
final class ModeledConditions implements NetworkConditions {

    private final NetworkModel model;
    private final long randomSeed;
    private final boolean lossless;
    private final boolean constant;
    private final MessageSizes sizes = new MessageSizes();
    private final LinkRandom linkRandom = new LinkRandom();
    /** When the uplink of a node has sent everything, in virtual nanoseconds. */
    private final Map<Address, Long> uplinkFree = new HashMap<>();

    ModeledConditions(NetworkModel model, long randomSeed) {
        this.model = model;
        this.randomSeed = randomSeed;
        this.lossless = model.loss().isZero();
        this.constant = model.delay().sigma() == 0 && model.delay().from().equals(model.delay().to());
    }

    @Override
    public long latency(Address from, Address to, RandomGenerator random) {
        if (model.matrix().isPresent()) {
            return model.matrix().get().delay(from, to);
        }
        return constant ? model.delay().from().toNanos() : switch (model.scope()) {
            case MESSAGE -> model.delay().sample(random);
            case LINK -> model.delay().sample(linkRandom.seeded(linkSeed(from, to)));
        };
    }

    /** Returns a number that depends on the random seed and on the pair of nodes, in any order. */
    private long linkSeed(Address one, Address other) {
        long first = ((long) one.host().hashCode() << 32) + one.port();
        long second = ((long) other.host().hashCode() << 32) + other.port();
        return randomSeed + (Math.min(first, second) * 31 + Math.max(first, second)) * 0x9E3779B97F4A7C15L;
    }

    @Override
    public boolean loses(Address from, Address to, Message message, RandomGenerator random) {
        if (lossless) {
            return false;
        }
        double rate = model.loss().of(from, to, message);
        return rate > 0 && random.nextDouble() < rate;
    }

    @Override
    public long departure(Address from, Address to, Message message, long now) {
        if (model.uplink() == 0) {
            return now;
        }
        long start = Math.max(now, uplinkFree.getOrDefault(from, 0L));
        long end = start + (long) (sizes.of(message) * 1e9 / model.uplink());
        uplinkFree.put(from, end);
        return end;
    }

    @Override
    public long processing(Address node) {
        return model.processingNanos();
    }
}
