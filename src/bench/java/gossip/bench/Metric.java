package gossip.bench;

import java.util.Locale;

/** The quantities that are measured, with their titles and units. */
enum Metric {
    JOINED("all joined after", "s", false),
    LAST_MEDIAN("last node has it, median", "ms", false),
    LAST_MAX("last node has it, max", "ms", false),
    RATE("deliveries", "/s", true),
    CPU("CPU a delivery", "us", false),
    LOSS("loss", "%", false),
    NOTICED("last survivor knows", "s", false),
    RSS("memory (RSS) a node", "MiB", false),
    THREADS("OS threads a node", "", false),
    IDLE("idle CPU a node", "ms/s", false);

    private final String title;
    private final String unit;
    private final boolean moreIsBetter;

    Metric(String title, String unit, boolean moreIsBetter) {
        this.title = title;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    /** Returns how many times better {@code own} is than {@code other}. NaN for losses and if one is not positive. */
    double advantage(double own, double other) {
        boolean comparable = this != LOSS && own > 0 && other > 0;
        return comparable ? (moreIsBetter ? own / other : other / own) : Double.NaN;
    }

    /** Formats a value with about three digits; from 10,000 on in k, from 1,000,000 on in M. */
    static String show(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return digits(value / 1e6) + "M";
        }
        return size >= 10_000 ? digits(value / 1e3) + "k" : digits(value);
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        String form = size == 0 || size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.01 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, form, value);
    }
}
