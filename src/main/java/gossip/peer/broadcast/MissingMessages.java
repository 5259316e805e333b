package gossip.peer.broadcast;

import gossip.node.PeerListener;
import gossip.peer.overlay.Neighbor;
import gossip.peer.signature.MessageAuthentication;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Origin;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Finds and sends the messages that a neighbor lacks. */
final class MissingMessages {

    /** From this age on, in seconds, the age of an origin is stated before its messages. */
    private static final int STATED_AGE = 30;
    /** How much the times of the last activity of an origin may differ between peers, in seconds. Guessed. */
    static final int AGE_TOLERANCE = 60;

    private final MessageHistory history;
    private final MessageAuthentication authentication;
    private final PeerListener listener;
    private final Origin own;
    private final Runnable onOwnSupplied;
    /** Floors that the present call has sent. */
    private int floors;

    /**
     * @param own the origin of this peer
     * @param onOwnSupplied called when a neighbor was sent all messages of this peer that it lacked
     */
    MissingMessages(MessageHistory history, MessageAuthentication authentication, PeerListener listener, Origin own,
            Runnable onOwnSupplied) {
        this.history = history;
        this.authentication = authentication;
        this.listener = listener;
        this.own = own;
        this.onOwnSupplied = onOwnSupplied;
    }

    /**
     * Sends what the neighbor lacks of these origins. If its send queue becomes full, the neighbor is lagging.
     *
     * @param known what the neighbor has of the origins that it knows
     * @return the number of messages and floors sent, and at least 1 if the neighbor lags
     */
    int send(Neighbor neighbor, LinkSync link, Collection<OriginState> origins, Map<Origin, Watermark> known) {
        floors = 0;
        long[] positions = origins.stream()
                .flatMapToLong(state -> missing(neighbor, link, state, known.get(state.origin())))
                .sorted().toArray();
        link.charge(positions.length);
        if (positions.length > 0) {
            authentication.supplyBegins(neighbor);
        }
        int sent = 0;
        for (long position : positions) {
            if (!authentication.send(neighbor, history.cache().message(position))) {
                neighbor.setLagging(true);
                break;
            }
            sent++;
        }
        if (!neighbor.isLagging() && origins.stream().anyMatch(state -> state.origin().equals(own))) {
            onOwnSupplied.run();
        }
        if (sent > 0) {
            link.setHadEffect();
            listener.supplied(neighbor.address(), sent);
        }
        return sent + floors + (neighbor.isLagging() ? 1 : 0);
    }

    /** Sends the floor of an origin, and returns the positions of its missing messages. */
    private LongStream missing(Neighbor neighbor, LinkSync link, OriginState state, Watermark known) {
        int age = history.age(state);
        if (neighbor.isLagging() || known == null && age >= link.neighborHorizon() - AGE_TOLERANCE) {
            return LongStream.empty();
        }
        Watermark there = known != null ? known : new Watermark(state.origin(), 0, 0, List.of());
        long[] positions = LongStream
                .iterate(state.newest(), history.cache()::isRetained, history.cache()::previous)
                .filter(position -> !has(there, sequence(position)))
                .filter(position -> authentication.isValid(history.cache().message(position).payload())).toArray();
        long floor = floor(state.front(), there, positions);
        if (floor > there.next() || age >= STATED_AGE && positions.length > 0) {
            neighbor.link().send(new Floor(state.origin(), floor, age));
            floors++;
        }
        return Arrays.stream(positions);
    }

    /**
     * Returns the lowest number from which on the neighbor has or is sent all numbers below the front.
     *
     * @param positions the messages that the neighbor is sent
     */
    private long floor(long front, Watermark there, long[] positions) {
        if (front <= there.next()) {
            return there.next();
        }
        long[] sent = Arrays.stream(positions).map(this::sequence).filter(number -> number < front)
                .sorted().toArray();
        long floor = front;
        int left = sent.length;
        while (floor > there.next() && (left > 0 && sent[left - 1] == floor - 1 || has(there, floor - 1))) {
            left -= left > 0 && sent[left - 1] == floor - 1 ? 1 : 0;
            floor--;
        }
        return floor;
    }

    private long sequence(long position) {
        return history.cache().message(position).id().sequence();
    }

    private static boolean has(Watermark there, long sequence) {
        if (sequence < there.next()) {
            return true;
        }
        for (int i = 0; i < there.received().size(); i += 2) {
            if (sequence >= there.received().get(i) && sequence < there.received().get(i + 1)) {
                return true;
            }
        }
        return false;
    }
}
