package gossip.experiment.preset;

import gossip.experiment.Results;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a published evaluation.
 *
 * @param name what is measured, with its unit
 * @param published the published figure or bound as text
 * @param below the bound that the figure must stay below, if there is one
 * @param above the bound that the figure must reach, if there is one
 * @param figure computes the figure from the results
 */
public record Measure(
        String name, String published, OptionalDouble below, OptionalDouble above, ToDoubleFunction<Results> figure) {

    static Measure below(String name, double bound, ToDoubleFunction<Results> figure) {
        return new Measure(name, String.format(Locale.ROOT, "below %s", number(bound)), OptionalDouble.of(bound),
                OptionalDouble.empty(), figure);
    }

    static Measure atLeast(String name, double bound, ToDoubleFunction<Results> figure) {
        return new Measure(name, String.format(Locale.ROOT, "at least %s", number(bound)), OptionalDouble.empty(),
                OptionalDouble.of(bound), figure);
    }

    /** Creates a measure without a bound. */
    static Measure beside(String name, String published, ToDoubleFunction<Results> figure) {
        return new Measure(name, published, OptionalDouble.empty(), OptionalDouble.empty(), figure);
    }

    /** Returns {@code holds}, {@code worse}, or an empty text if there is no bound. */
    public String verdict(double value) {
        if (below.isEmpty() && above.isEmpty()) {
            return "";
        }
        boolean holds = below.isPresent() ? value < below.getAsDouble() : value >= above.getAsDouble();
        return holds ? "holds" : "worse";
    }

    /** Formats a number without trailing zeros. */
    public static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    }
}
