package gossip.experiment;

import java.io.PrintStream;
import java.util.Locale;

/** The progress display of an experiment: a bar on a terminal, elsewhere a line every ten seconds. */
public final class Progress {

    private static final int WIDTH = 40;
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long shownAt = System.nanoTime();
    private boolean barShown;
    private String phase = "";
    private long phaseStartedAt;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Returns a display that shows nothing. */
    public static Progress silent() {
        return new Progress(new PrintStream(PrintStream.nullOutputStream()), false);
    }

    /**
     * Shows the progress if enough real time has passed since it was last shown.
     *
     * @param phase the phase of the experiment
     * @param fraction the finished part of this phase, from 0 to 1
     */
    public void show(String phase, double fraction) {
        long now = System.nanoTime();
        if (!phase.equals(this.phase)) {
            this.phase = phase;
            phaseStartedAt = now;
        }
        if (now - shownAt < (terminal ? BAR_NANOS : LINE_NANOS)) {
            return;
        }
        shownAt = now;
        if (terminal) {
            int filled = (int) (fraction * WIDTH);
            out.printf(Locale.ROOT, "\r%-9s [%s%s] %3.0f %%%-20s", phase, "#".repeat(filled),
                    ".".repeat(WIDTH - filled), 100 * fraction, remaining(now, fraction));
            barShown = true;
        } else {
            out.printf(Locale.ROOT, "%s, %.0f %%%s%n", phase, 100 * fraction, remaining(now, fraction));
        }
        out.flush();
    }

    /** Returns the time to the end of the phase, if it goes on as before. */
    private String remaining(long now, double fraction) {
        return fraction <= 0 || fraction >= 1 ? "" : String.format(Locale.ROOT, ", about %.0f s left",
                (now - phaseStartedAt) / 1e9 * (1 - fraction) / fraction);
    }

    /** Removes the bar from the terminal. */
    public void end() {
        if (barShown) {
            out.print("\r" + " ".repeat(WIDTH + 40) + "\r");
            out.flush();
        }
    }
}
