package gossip.experiment.scenario;

import gossip.cli.CountOrPercent;
import gossip.cli.TextConverter;
import java.util.Locale;

/** A part of the nodes: a number or a percentage of the running peers or of the seeds. */
public record Target(Group group, CountOrPercent amount) {

    /** The nodes among which are chosen: the peers of the highest degrees, random peers, or the first seeds. */
    public enum Group { HUBS, RANDOM, SEEDS }

    /** A converter of the value of an option. */
    static final class Converter extends TextConverter<Target> {
        Converter() {
            super(Target::parse);
        }
    }

    /** Parses {@code hubs:10%}, {@code random:5}, {@code seeds:1} or {@code 10%}, which is random. */
    public static Target parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Target(Group.RANDOM, CountOrPercent.parse(text));
        }
        for (Group group : Group.values()) {
            if (group.name().toLowerCase(Locale.ROOT).equals(text.substring(0, colon))) {
                return new Target(group, CountOrPercent.parse(text.substring(colon + 1)));
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not hubs:N, random:N, seeds:N or N, with N as 20 or 5%");
    }

    public boolean isNone() {
        return amount.amount() == 0;
    }

    /** Returns the text that is parsed to this value. */
    @Override
    public String toString() {
        return group == Group.RANDOM ? amount.toString() : group.name().toLowerCase(Locale.ROOT) + ":" + amount;
    }
}
