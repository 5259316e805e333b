package gossip.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a chart.
 *
 * @param label the quantity and its unit
 * @param min the value at the beginning of the axis, above 0 if the axis is logarithmic
 * @param max the value at the end; a value that is not above {@code min} becomes {@code min + 1}
 */
public record Axis(String label, double min, double max, boolean logarithmic) {

    private static final int TICKS = 6;
    /** Up to this number of decades, the multiples 2 and 5 get ticks, too. */
    private static final int MAX_DECADES_WITH_STEPS = 2;

    /** A position on an axis with a label. */
    public record Tick(double value, String text) {}

    public Axis {
        max = max > min ? max : min + 1;
    }

    public static Axis linear(String label, double min, double max) {
        return new Axis(label, min, max, false);
    }

    public static Axis logarithmic(String label, double min, double max) {
        return new Axis(label, min, max, true);
    }

    /** Returns the position of a value on the axis, from 0 at the beginning to 1 at the end. */
    double position(double value) {
        return logarithmic
                ? Math.log(value / min) / Math.log(max / min)
                : (value - min) / (max - min);
    }

    List<Tick> ticks() {
        return logarithmic ? logarithmicTicks() : linearTicks();
    }

    private List<Tick> linearTicks() {
        double step = step();
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(min / step - 1e-9); i * step <= max * (1 + 1e-9); i++) {
            ticks.add(new Tick(i * step, text(i * step)));
        }
        return ticks;
    }

    /** Returns the distance of two ticks, which is 1, 2 or 5 times a power of ten. */
    private double step() {
        double raw = (max - min) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double factor = raw / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    private List<Tick> logarithmicTicks() {
        List<Tick> ticks = new ArrayList<>();
        boolean withSteps = Math.log10(max / min) <= MAX_DECADES_WITH_STEPS;
        for (int power = (int) Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
            for (int factor : withSteps ? new int[] {1, 2, 5} : new int[] {1}) {
                double value = factor * Math.pow(10, power);
                if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)) {
                    ticks.add(new Tick(value, text(value)));
                }
            }
        }
        return ticks;
    }

    private static String text(double value) {
        String plain = String.format(Locale.ROOT, "%,.6f", value);
        return plain.replaceFirst("\\.?0+$", "");
    }
}
