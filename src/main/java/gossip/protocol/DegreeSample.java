package gossip.protocol;

/** The rules that seeds and peers share for a list of members that is drawn by degree. */
public final class DegreeSample {

    /** So many members are listed completely. A request for as many or more gets a sample of a longer list. */
    public static final int MAX_COMPLETE = 128;
    /** Number of draws in a sample. A peer chooses among at most 8 of them for each link. */
    public static final int DRAWS = 32;

    /** A degree up to this number counts in a network of any size. */
    private static final int MIN_DEGREE_CAP = 32;
    /** The largest degree of preferential attachment grows with the square root of the size; 8 is guessed. */
    private static final int DEGREE_CAP_FACTOR = 8;

    private DegreeSample() {}

    /**
     * Returns the highest degree that counts. A member may claim any degree, and without a cap it would be chosen by
     * every other.
     *
     * @param total number of members of the network, 1 or more
     */
    public static int degreeCap(int total) {
        return (int) Math.max(MIN_DEGREE_CAP, DEGREE_CAP_FACTOR * Math.sqrt(total));
    }
}
