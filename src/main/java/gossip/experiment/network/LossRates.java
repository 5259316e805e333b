package gossip.experiment.network;

import gossip.cli.CountOrPercent;
import gossip.cli.TextConverter;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The probabilities that messages are lost, by class and direction. TCP loses no message while its connection lasts, so
 * loss stands for a fault above it.
 *
 * @param up the rates by class, from a node with a lower address to one with a higher address
 * @param down the rates in the other direction
 * @param text the text from which they were parsed
 */
public record LossRates(double[] up, double[] down, String text) {

    /** The classes of verbs. */
    private enum VerbClass {
        GOSSIP, PING, REPLY, OTHER;

        private static VerbClass of(Message message) {
            return switch (message) {
                case Gossip gossip -> GOSSIP;
                case Ping ping -> PING;
                case PingReply reply -> REPLY;
                default -> OTHER;
            };
        }
    }

    /** A converter of the value of an option. */
    public static final class Converter extends TextConverter<LossRates> {
        Converter() {
            super(LossRates::parse);
        }
    }

    /**
     * Parses {@code 5} (GOSSIP, PING and PING_REPLY) or a list such as {@code gossip:5,reply/up:10}. Classes are
     * gossip, ping, reply and other; {@code /up} or {@code /down} limits a rate to one direction of each link.
     */
    public static LossRates parse(String text) {
        double[] up = new double[VerbClass.values().length];
        double[] down = up.clone();
        if (text.indexOf(':') < 0) {
            double rate = CountOrPercent.parsePercent(text).fraction();
            for (VerbClass each : VerbClass.values()) {
                up[each.ordinal()] = each == VerbClass.OTHER ? 0 : rate;
            }
            return new LossRates(up, up, text);
        }
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            String[] scope = part.substring(0, Math.max(0, colon)).split("/", 2);
            int index = verbClass(scope[0], text).ordinal();
            double rate = CountOrPercent.parsePercent(part.substring(colon + 1)).fraction();
            String direction = scope.length == 2 ? scope[1] : "";
            switch (direction) {
                case "up" -> up[index] = rate;
                case "down" -> down[index] = rate;
                case "" -> up[index] = down[index] = rate;
                default -> throw new IllegalArgumentException(
                        "'" + text + "': direction " + direction + " is not up or down");
            }
        }
        return new LossRates(up, down, text);
    }

    private static VerbClass verbClass(String name, String text) {
        for (VerbClass each : VerbClass.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("'" + text + "': " + name + " is not gossip, ping, reply or other");
    }

    double of(Address from, Address to, Message message) {
        return (from.compareTo(to) < 0 ? up : down)[VerbClass.of(message).ordinal()];
    }

    boolean isZero() {
        return DoubleStream.concat(Arrays.stream(up), Arrays.stream(down))
                .allMatch(rate -> rate == 0);
    }

    @Override
    public String toString() {
        return text;
    }
}
