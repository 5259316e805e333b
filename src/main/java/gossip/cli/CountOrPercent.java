package gossip.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a whole, given as a count or as a percentage.
 *
 * @param text the text from which it was parsed
 */
public record CountOrPercent(double amount, boolean percent, String text) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(%?)");

    /** A converter of the value of an option that takes a count or a percentage. */
    public static final class Converter extends TextConverter<CountOrPercent> {
        Converter() {
            super(CountOrPercent::parse);
        }
    }

    /** A converter of the value of an option that takes a percentage only. */
    public static final class PercentConverter extends TextConverter<CountOrPercent> {
        PercentConverter() {
            super(CountOrPercent::parsePercent);
        }
    }

    /** Parses a count such as {@code 20} or a percentage such as {@code 5%}. */
    public static CountOrPercent parse(String text) {
        Matcher form = FORM.matcher(text);
        boolean percent = form.matches() && !form.group(2).isEmpty();
        if (!form.matches() || !percent && text.indexOf('.') >= 0) {
            throw new IllegalArgumentException("'" + text + "' is not a number such as 20 or a share such as 5%");
        }
        return checked(Double.parseDouble(form.group(1)), percent, text);
    }

    /** Parses a percentage, with or without the percent sign. */
    public static CountOrPercent parsePercent(String text) {
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

    /** Returns the count, computed from the whole and rounded if this is a percentage. */
    public int of(int whole) {
        return (int) Math.round(percent ? whole * amount / 100 : amount);
    }

    /** Returns the percentage as a number from 0 to 1. */
    public double fraction() {
        return amount / 100;
    }

    @Override
    public String toString() {
        return text;
    }
}
