package gossip.experiment.scenario;

import gossip.cli.CountOrPercent;
import gossip.cli.Durations;
import gossip.cli.TextConverter;
import java.time.Duration;
import java.util.Optional;

/**
 * The churn of an experiment: peers crash at regular intervals, and each is replaced by a new one at the same time.
 *
 * @param share how many of the peers are replaced in a period
 * @param per the period; empty for the whole run
 */
public record Churn(CountOrPercent share, Optional<Duration> per) {

    /** A converter of the value of an option. */
    public static final class Converter extends TextConverter<Churn> {
        Converter() {
            super(Churn::parse);
        }
    }

    /** Parses {@code 20} (20 % during the run) or {@code 20/1m} (20 % per minute). */
    public static Churn parse(String text) {
        int slash = text.indexOf('/');
        CountOrPercent share = CountOrPercent.parsePercent(slash < 0 ? text : text.substring(0, slash));
        return new Churn(share,
                slash < 0 ? Optional.empty() : Optional.of(Durations.parse(text.substring(slash + 1))));
    }

    /** Returns how many peers are replaced in a run. */
    public int replacements(int peers, Duration run) {
        double periods = per.map(time -> (double) run.toNanos() / time.toNanos()).orElse(1.0);
        return (int) Math.min(Integer.MAX_VALUE, Math.round(peers * share.fraction() * periods));
    }

    /** Returns the text that is parsed to this value. */
    @Override
    public String toString() {
        return share + per.map(time -> "/" + Durations.format(time)).orElse("");
    }
}
