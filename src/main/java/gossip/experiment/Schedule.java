package gossip.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/** The actions of a run, in the order of their times. Actions at the same time keep the order in which they came. */
final class Schedule {

    /**
     * An action of the run.
     *
     * @param at nanoseconds from the start of the run
     * @param body gets the time of the next action, in nanoseconds from the start of the run
     */
    record Action(long at, LongConsumer body) {}

    private final List<Action> actions = new ArrayList<>();

    void add(long at, LongConsumer body) {
        actions.add(new Action(at, body));
    }

    void add(long at, Runnable body) {
        add(at, next -> body.run());
    }

    /** Adds an action several times, at regular intervals, none of them at the start or the end of the time. */
    void addEvenly(int times, long start, long nanos, Runnable body) {
        for (int i = 0; i < times; i++) {
            add(start + (long) (nanos * ((i + 0.5) / times)), body);
        }
    }

    List<Action> inOrder() {
        List<Action> sorted = new ArrayList<>(actions);
        sorted.sort(Comparator.comparingLong(Action::at));
        return sorted;
    }
}
