package gossip.maelstrom;

import gossip.maelstrom.Frame.Kind;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Timer;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One end of a link over the network of Maelstrom, which loses and reorders messages. Frames are numbered, acknowledged
 * and retransmitted, so the link has the order that a node expects, and a partition only delays it. Not thread-safe.
 */
final class ReliableLink implements Link {

    /** How long an acknowledgment waits for a frame that can carry it. Guessed. */
    static final Duration ACK_DELAY = Duration.ofMillis(250);
    /** Frames without acknowledgment before the send queue is full. Guessed. */
    private static final int CAPACITY = 100_000;
    /** Only so many positions beyond the next one are accepted. Later frames are retransmitted. Guessed. */
    private static final int MAX_REORDERED = 10_000;

    private final String id;
    private final String remote;
    private final Clock clock;
    private final Consumer<Frame> network;
    private final Runnable onRemoved;
    private final SendWindow window;
    private final Map<Long, Frame> reordered = new HashMap<>();
    private LinkHandler handler;
    private Timer acknowledgment = () -> { };
    private boolean isAckPending;
    private long nextToSend;
    private long nextToReceive;
    private boolean opening;
    private boolean closed;
    private boolean overflowed;

    /**
     * Creates a link. {@link #setHandler} must follow before anything else.
     *
     * @param remote the node at the other end
     * @param network sends a frame to it
     * @param onRemoved called when the link needs no further frames
     */
    ReliableLink(String id, String remote, Clock clock, Consumer<Frame> network, Runnable onRemoved) {
        this.id = id;
        this.remote = remote;
        this.clock = clock;
        this.network = network;
        this.onRemoved = onRemoved;
        this.window = new SendWindow(clock, this::transmit);
    }

    /** Starts to open this link. The handler is notified when the other node has acknowledged it. */
    void dial() {
        opening = true;
        enqueue(Kind.OPEN, "");
    }

    // ---- sending

    @Override
    public boolean send(Message message) {
        if (closed) {
            return true;
        }
        if (window.size() >= CAPACITY) {
            overflowed = true;
            return false;
        }
        LineBuffer line = new LineBuffer();
        Codec.encode(message, line);
        String text = line.toString();
        enqueue(Kind.LINE, text.substring(0, text.length() - 1));
        return true;
    }

    private void enqueue(Kind kind, String line) {
        window.send(new Frame(id, nextToSend++, kind, line, 0));
    }

    private void acknowledge() {
        transmit(new Frame(id, Frame.NO_SEQUENCE, Kind.ACK, "", 0));
    }

    private void transmit(Frame frame) {
        acknowledgment.cancel();
        isAckPending = false;
        network.accept(frame.withNext(nextToReceive));
    }

    // ---- receiving

    void received(Frame frame) {
        if (window.acknowledge(frame.next())) {
            acknowledged();
        }
        if (frame.kind() == Kind.ACK) {
            return;
        }
        if (frame.sequence() >= nextToReceive && frame.sequence() < nextToReceive + MAX_REORDERED) {
            reordered.put(frame.sequence(), frame);
        }
        acknowledgeAfter(frame.kind() == Kind.LINE ? ACK_DELAY : Duration.ZERO);
        for (Frame next = reordered.remove(nextToReceive); next != null; next = reordered.remove(nextToReceive)) {
            nextToReceive++;
            deliver(next);
        }
    }

    private void acknowledged() {
        if (closed && window.size() == 0) {
            remove();
        } else if (opening && !closed) {
            opening = false;
            handler.opened(this);
        } else if (overflowed && window.size() == 0) {
            overflowed = false;
            handler.drained(this);
        }
    }

    private void acknowledgeAfter(Duration delay) {
        if (!isAckPending) {
            isAckPending = true;
            acknowledgment = clock.schedule(delay, this::acknowledge);
        }
    }

    private void deliver(Frame frame) {
        switch (frame.kind()) {
            case LINE -> deliver(frame.line());
            case CLOSE -> {
                acknowledge();
                remove();
                if (!closed) {
                    closed = true;
                    handler.closed("closed");
                }
            }
            case OPEN, ACK -> { }
        }
    }

    private void deliver(String line) {
        if (closed) {
            return;
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            if (bytes.length > Codec.MAX_LINE) {
                throw new ProtocolException("the line has " + bytes.length + " bytes; the maximum is "
                        + Codec.MAX_LINE);
            }
            Message message = Codec.decode(bytes, 0, bytes.length);
            if (!(message instanceof Gossip gossip
                    && handler.duplicate(this, gossip.id().origin(), gossip.id().sequence()))) {
                handler.received(this, message);
            }
        } catch (ProtocolException e) {
            handler.malformed(this, e.getMessage());
        }
    }

    // ---- closing

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            enqueue(Kind.CLOSE, "");
        }
    }

    private void remove() {
        window.clear();
        acknowledgment.cancel();
        onRemoved.run();
    }

    @Override
    public void setHandler(LinkHandler next) {
        handler = next;
    }

    @Override
    public String remote() {
        return remote;
    }
}
