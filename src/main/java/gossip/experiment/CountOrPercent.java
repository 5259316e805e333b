package gossip.experiment;

import gossip.cli.TextConverter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a whole: so many, or so many percent of it.
 *
 * @param text as it is typed
 */
public record CountOrPercent(double amount, boolean percent, String text) {

    static final CountOrPercent NONE = new CountOrPercent(0, false, "0");
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(%?)");

    /** Converts the value of an option that takes a count or a percentage. */
    static final class Converter extends TextConverter<CountOrPercent> {
        Converter() {
            super(CountOrPercent::parse);
        }
    }

    /** Converts the value of an option that takes a percentage only. */
    static final class PercentConverter extends TextConverter<CountOrPercent> {
        PercentConverter() {
            super(CountOrPercent::parsePercent);
        }
    }

    /** {@code 20} or {@code 5%}. */
    static CountOrPercent parse(String text) {
        Matcher form = FORM.matcher(text);
        boolean percent = form.matches() && !form.group(2).isEmpty();
        if (!form.matches() || !percent && text.indexOf('.') >= 0) {
            throw new IllegalArgumentException("'" + text + "' is not a number such as 20 or a share such as 5%");
        }
        return checked(Double.parseDouble(form.group(1)), percent, text);
    }

    /** {@code 5} or {@code 5%}, which mean the same. */
    static CountOrPercent parsePercent(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a percentage such as 5 or 0.5");
        }
        return checked(Double.parseDouble(form.group(1)), true, text);
    }

    private static CountOrPercent checked(double amount, boolean percent, String text) {
        if (percent && amount > 100) {
            throw new IllegalArgumentException("'" + text + "' is not in 0..100 percent");
        }
        return new CountOrPercent(amount, percent, text);
    }

    /** How many of so many, rounded. */
    int of(int whole) {
        return (int) Math.round(percent ? whole * amount / 100 : amount);
    }

    double fraction() {
        return amount / 100;
    }

    @Override
    public String toString() {
        return text;
    }
}
