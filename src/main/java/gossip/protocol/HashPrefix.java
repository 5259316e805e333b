package gossip.protocol;

import java.util.HexFormat;

/**
 * A prefix of the 64-bit hashes of origins: their first {@code depth} hexadecimal digits. On the wire it is written as
 * these digits, and as {@code -} without any.
 *
 * @param bits the digits in the highest bits; the other bits are 0
 * @param depth number of digits, 0 to {@value #MAX_DEPTH}
 */
public record HashPrefix(long bits, int depth) {

    public static final int MAX_DEPTH = 16;
    /** Number of prefixes that are longer than a given one by one digit. */
    public static final int CHILDREN = 16;
    /** The empty prefix, of all hashes. */
    public static final HashPrefix ROOT = new HashPrefix(0, 0);

    /** Returns this prefix with another digit, 0 to 15. */
    public HashPrefix child(int digit) {
        return new HashPrefix(bits | (long) digit << 60 - 4 * depth, depth + 1);
    }

    public boolean contains(long hash) {
        return depth == 0 || (hash ^ bits) >>> 64 - 4 * depth == 0;
    }

    /** Returns whether one of both prefixes begins with the other one. */
    public boolean overlaps(HashPrefix other) {
        return depth <= other.depth ? contains(other.bits) : other.contains(bits);
    }

    /** Returns the digit of a hash after this prefix, for a depth below {@value #MAX_DEPTH}. */
    public int nextDigit(long hash) {
        return (int) (hash >>> 60 - 4 * depth) & CHILDREN - 1;
    }

    static HashPrefix parse(String text) throws ProtocolException {
        if (text.equals("-")) {
            return ROOT;
        }
        if (text.length() > MAX_DEPTH || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw new ProtocolException("prefix '" + text + "' is not - or up to 16 hexadecimal digits");
        }
        return new HashPrefix(
                HexFormat.fromHexDigitsToLong(text) << 64 - 4 * text.length(), text.length());
    }

    @Override
    public String toString() {
        return depth == 0 ? "-" : HexFormat.of().toHexDigits(bits).substring(0, depth);
    }
}
