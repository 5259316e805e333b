package gossip.experiment;

import gossip.cli.Durations;
import gossip.cli.TextConverter;
import java.time.Duration;
import java.util.Optional;

/**
 * Peers that crash while as many others start, evenly spread over the run.
 *
 * @param share of the peers
 * @param per the time in which so many are exchanged; empty for the whole run
 */
public record Churn(CountOrPercent share, Optional<Duration> per) {

    static final Churn NONE = new Churn(CountOrPercent.NONE, Optional.empty());

    /** Converts the value of an option. */
    static final class Converter extends TextConverter<Churn> {
        Converter() {
            super(Churn::parse);
        }
    }

    /** {@code 20} for 20 % in the run, {@code 20/1m} for 20 % a minute. */
    static Churn parse(String text) {
        int slash = text.indexOf('/');
        CountOrPercent share = CountOrPercent.parsePercent(slash < 0 ? text : text.substring(0, slash));
        return new Churn(share, slash < 0 ? Optional.empty() : Optional.of(Durations.parse(text.substring(slash + 1))));
    }

    /** How many peers are exchanged in a run. */
    int replacements(int peers, Duration run) {
        double times = per.map(time -> (double) run.toNanos() / time.toNanos()).orElse(1.0);
        return (int) Math.min(Integer.MAX_VALUE, Math.round(peers * share.fraction() * times));
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return share + per.map(time -> "/" + Durations.format(time)).orElse("");
    }
}
