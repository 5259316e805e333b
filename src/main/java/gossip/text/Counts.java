package gossip.text;

import java.util.Locale;

/** Numbers with a noun, as a person reads them: {@code 1 copy}, {@code 2 copies}. */
public final class Counts {

    private Counts() {}

    /**
     * Returns the number and the noun, in the plural unless the number is 1.
     *
     * @param noun a regular noun in the singular, which may follow other words, such as {@code first copy}
     */
    public static String of(long number, String noun) {
        return number + " " + (number == 1 ? noun : plural(noun));
    }

    /** Returns a part of a whole, such as {@code 0 of 1 member}. */
    public static String of(long part, long whole, String noun) {
        return part + " of " + of(whole, noun);
    }

    /** Returns the number with thousands separators, and the noun. */
    public static String grouped(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        if (noun.matches(".*[^aeiou]y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return noun + (noun.matches(".*(s|x|ch|sh)") ? "es" : "s");
    }
}
