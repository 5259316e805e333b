package gossip.experiment;

import java.io.PrintStream;
import java.util.Locale;

/** Tells somebody who waits how far it is: a bar on a terminal, elsewhere a line now and then. */
final class Progress {

    private static final int WIDTH = 40;
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long shownAt = System.nanoTime();
    private boolean barShown;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** @param fraction of what is done now, from 0 to 1 */
    void show(String what, double fraction) {
        long now = System.nanoTime();
        if (now - shownAt < (terminal ? BAR_NANOS : LINE_NANOS)) {
            return;
        }
        shownAt = now;
        if (terminal) {
            int filled = (int) (fraction * WIDTH);
            out.printf(Locale.ROOT, "\r%-9s [%s%s] %3.0f %%", what, "#".repeat(filled), ".".repeat(WIDTH - filled),
                    100 * fraction);
            barShown = true;
        } else {
            out.printf(Locale.ROOT, "%s, %.0f %%%n", what, 100 * fraction);
        }
        out.flush();
    }

    /** Leaves the terminal as if nothing had been there. */
    void end() {
        if (barShown) {
            out.print("\r" + " ".repeat(WIDTH + 20) + "\r");
            out.flush();
        }
    }
}
