package gossip.protocol;

/** The rules that seeds and peers share for a list of members that is drawn by degree. */
public final class DegreeSample {

    /** A request for this many members or more gets all of up to this number, and of more a sample by degree. */
    public static final int MAX_COMPLETE = 128;
    /** The largest request that gets a uniform sample if there are more members. */
    public static final int MAX_UNIFORM = MAX_COMPLETE - 1;
    /** The least number of draws in a sample. */
    public static final int DRAWS = 32;
    /** Members that are requested for each draw. A request without a number gets {@link #MAX_COMPLETE} draws. */
    private static final int MEMBERS_PER_DRAW = 4;

    /** A degree up to this number counts in a network of any size. */
    private static final int MIN_DEGREE_CAP = 32;
    /** The largest degree of preferential attachment grows with the square root of the size; 8 is guessed. */
    private static final int DEGREE_CAP_FACTOR = 8;

    private DegreeSample() {}

    /** Returns how many members to request for this number of links, at four draws for each. */
    public static int most(int links) {
        return Math.clamp(4L * MEMBERS_PER_DRAW * links, MAX_COMPLETE, MEMBERS_PER_DRAW * MAX_COMPLETE);
    }

    /** Returns the number of draws in the sample for a request of {@link #MAX_COMPLETE} members or more. */
    public static int draws(int most) {
        return Math.clamp(most / MEMBERS_PER_DRAW, DRAWS, MAX_COMPLETE);
    }

    /**
     * Returns the highest degree that counts. A member may claim any degree. Without a cap, every newcomer would choose
     * it.
     *
     * @param total number of members of the network, 1 or more
     */
    public static int degreeCap(int total) {
        return (int) Math.max(MIN_DEGREE_CAP, DEGREE_CAP_FACTOR * Math.sqrt(total));
    }
}
