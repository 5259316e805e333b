package gossip.experiment.network;

import java.util.random.RandomGenerator;

/**
 * A generator with the same numbers as a {@link java.util.SplittableRandom}, which can be used again with another seed.
 * The delay of a link is computed for each message from the seed of the link, because storing the delays of all links
 * would take memory.
 */
final class LinkRandom implements RandomGenerator {

    private long state;

    /** Returns this generator as if it were created with this seed. */
    RandomGenerator seeded(long seed) {
        state = seed;
        return this;
    }

    /** SplitMix64 (Steele, Lea and Flood, 2014) with the gamma and the mixer of {@code SplittableRandom}. */
    @Override
    public long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
