package gossip.protocol;

import gossip.protocol.Message.Buckets;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Sums;
import gossip.protocol.Message.Supplied;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Message.Watermarks;
import java.util.ArrayList;
import java.util.List;

/** The part of the {@link Codec} for the verbs of anti-entropy. Stateless and thread-safe. */
final class ExchangeCodec {

    private static final int MAX_ORIGINS = 10_000_000;

    private ExchangeCodec() {}

    static Message decode(String verb, FieldReader in) throws ProtocolException {
        return switch (verb) {
            case "BUCKETS" -> {
                HashPrefix prefix = prefix(in);
                if (prefix.depth() == HashPrefix.MAX_DEPTH) {
                    throw new ProtocolException("prefix " + prefix + " has no children");
                }
                yield new Buckets(prefix);
            }
            case "SUMS" -> sums(in);
            case "WATERMARKS" -> new Watermarks(
                    prefix(in), seconds("horizon", in), (int) in.number("count", 0, Watermarks.MAX_COUNT));
            case "WATERMARK" -> watermark(in);
            case "SUPPLIED" -> new Supplied(
                    prefix(in), in.hasMore() ? (int) in.number("lines", 0, Integer.MAX_VALUE) : 1);
            case "FLOOR" -> new Floor(in.origin("origin"), number("next", in), in.hasMore() ? seconds("age", in) : 0);
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private static HashPrefix prefix(FieldReader in) throws ProtocolException {
        return HashPrefix.parse(in.word("prefix"));
    }

    private static long number(String name, FieldReader in) throws ProtocolException {
        return in.number(name, 0, Long.MAX_VALUE);
    }

    private static int seconds(String name, FieldReader in) throws ProtocolException {
        return (int) in.number(name, 0, Integer.MAX_VALUE);
    }

    private static Sums sums(FieldReader in) throws ProtocolException {
        HashPrefix prefix = prefix(in);
        int horizon = seconds("horizon", in);
        List<Integer> counts = new ArrayList<>();
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < HashPrefix.CHILDREN; i++) {
            counts.add((int) in.number("count", 0, MAX_ORIGINS));
            sums.add(in.hex("sum"));
        }
        return new Sums(prefix, horizon, counts, sums);
    }

    private static Watermark watermark(FieldReader in) throws ProtocolException {
        Origin origin = in.origin("origin");
        long next = number("next", in);
        int age = in.hasMore() ? seconds("age", in) : 0;
        List<Long> received = new ArrayList<>();
        long lowest = next;
        while (in.hasMore() && received.size() < 2 * Watermark.MAX_RANGES) {
            received.add(in.number("first", lowest, Long.MAX_VALUE));
            lowest = in.number("end", received.getLast(), Long.MAX_VALUE);
            received.add(lowest);
        }
        return new Watermark(origin, next, age, received);
    }

    static void encode(Sums sums, LineBuffer out) {
        out.ascii("SUMS " + sums.prefix()).space().number(sums.horizon());
        for (int i = 0; i < sums.counts().size(); i++) {
            out.space().number(sums.counts().get(i)).space().hex(sums.sums().get(i));
        }
    }

    static void encode(Watermark watermark, LineBuffer out) {
        out.ascii("WATERMARK ").origin(watermark.origin()).space().number(watermark.next()).space()
                .number(watermark.age());
        watermark.received().forEach(bound -> out.space().number(bound));
    }
}
