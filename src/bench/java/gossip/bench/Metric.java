package gossip.bench;

import java.util.Locale;

/** What is measured. */
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

    /** How many times better ours is than theirs; not a number where one of them is zero or nothing. */
    double advantage(double ours, double theirs) {
        boolean comparable = this != LOSS && ours > 0 && theirs > 0;
        return comparable ? (moreIsBetter ? ours / theirs : theirs / ours) : Double.NaN;
    }

    /** Three digits, and thousands as k and M. */
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
