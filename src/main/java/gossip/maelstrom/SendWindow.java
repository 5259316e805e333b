package gossip.maelstrom;

import gossip.node.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The frames of one end of a link that the other end has not acknowledged. Retransmits them. Not thread-safe. */
final class SendWindow {

    /** Above two latencies of 100 ms and {@link ReliableLink#ACK_DELAY}. Guessed. */
    static final Duration RETRANSMIT = Duration.ofSeconds(1);
    /** Frames that are retransmitted together, when one before them has been acknowledged. Guessed. */
    private static final int MAX_BURST = 200;

    private final Clock clock;
    private final Consumer<Frame> network;
    private final Deque<Sent> frames = new ArrayDeque<>();
    private Timer timer = () -> { };

    /** A frame and when it was last sent. */
    private record Sent(Frame frame, long time) {}

    SendWindow(Clock clock, Consumer<Frame> network) {
        this.clock = clock;
        this.network = network;
    }

    int size() {
        return frames.size();
    }

    void send(Frame frame) {
        frames.add(new Sent(frame, clock.now()));
        network.accept(frame);
        if (frames.size() == 1) {
            timer = clock.schedule(RETRANSMIT, this::retransmitFirst);
        }
    }

    /** Retransmits one frame, which finds out whether the other node can be reached, as TCP does. */
    private void retransmitFirst() {
        Frame first = frames.remove().frame();
        frames.addFirst(new Sent(first, clock.now()));
        network.accept(first);
        timer = clock.schedule(RETRANSMIT, this::retransmitFirst);
    }

    /** Removes the frames before this position. Returns whether there were any. */
    boolean acknowledge(long next) {
        int before = frames.size();
        while (!frames.isEmpty() && frames.peek().frame().sequence() < next) {
            frames.remove();
        }
        if (frames.size() == before) {
            return false;
        }
        timer.cancel();
        if (!frames.isEmpty()) {
            retransmitDue();
            timer = clock.schedule(RETRANSMIT, this::retransmitFirst);
        }
        return true;
    }

    private void retransmitDue() {
        List<Frame> due = new ArrayList<>();
        while (!frames.isEmpty() && due.size() < MAX_BURST
                && frames.peek().time() + RETRANSMIT.toNanos() <= clock.now()) {
            due.add(frames.remove().frame());
        }
        due.reversed().forEach(frame -> frames.addFirst(new Sent(frame, clock.now())));
        due.forEach(network);
    }

    /** Forgets all frames. */
    void clear() {
        timer.cancel();
        frames.clear();
    }
}
