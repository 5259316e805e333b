package gossip.peer.broadcast;

import gossip.node.PeerListener;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.TaskBudget;
import gossip.protocol.HashPrefix;
import gossip.protocol.Message;
import gossip.protocol.Message.Buckets;
import gossip.protocol.Message.Exchange;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Sums;
import gossip.protocol.Message.Supplied;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Message.Watermarks;
import gossip.protocol.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers to the messages of an exchange that a neighbor began, and to its requests.
 *
 * <p>What a neighbor states about messages of others may be false. Its watermarks only decide what it is sent. Its
 * FLOOR is a claim. {@link FloorClaims} accepts it after other neighbors were asked, but never one about the messages
 * of this peer.
 */
final class ExchangeAnswers {

    /** Lines, origins and messages that one neighbor may cause this peer to look at in a heartbeat. */
    static final int MIN_WORK = 65_536;
    /** How often one neighbor may cause this peer to look at everything it has, in a heartbeat. */
    private static final int FULL_SCANS = 8;
    /** Other neighbors that are asked for messages below a claimed floor. */
    private static final int CONFIRMATIONS = 3;

    private final LocalPeer self;
    private final Overlay overlay;
    private final MessageHistory history;
    private final MissingMessages missing;
    private final TaskBudget budget;

    ExchangeAnswers(LocalPeer self, Overlay overlay, MessageHistory history, Broadcast broadcast,
            PeerListener listener, TaskBudget budget) {
        this.budget = budget;
        this.self = self;
        this.overlay = overlay;
        this.history = history;
        this.missing = new MissingMessages(history, broadcast.authentication(), listener, self.origin(),
                broadcast::supplied);
    }

    /** Returns how much work one neighbor may cause in a heartbeat. What it sends beyond that is ignored. */
    long maxWork() {
        return MIN_WORK + (long) FULL_SCANS * (history.retained() + history.tree().size());
    }

    /** @return false if the neighbor must not send this message now */
    boolean received(Neighbor neighbor, LinkSync link, Exchange message, long heartbeat) {
        return switch (message) {
            case Buckets buckets -> answer(neighbor, link, buckets.prefix(), heartbeat);
            case Watermarks header -> expectList(neighbor, link, header, heartbeat);
            case Watermark watermark -> addWatermark(neighbor, link, watermark, heartbeat);
            case Floor floor -> addFloor(neighbor, floor);
            case Sums sums -> false;
            case Supplied supplied -> false;
        };
    }

    /** If the send queue is full, the exchange begins again when it is empty. */
    static void send(Neighbor neighbor, Message message) {
        if (!neighbor.link().send(message)) {
            neighbor.setLagging(true);
        }
    }

    /** Sends the neighbor the numbers that this peer has of all origins under a prefix. */
    void sendList(Neighbor neighbor, HashPrefix prefix) {
        List<OriginState> origins = history.tree().under(prefix);
        neighbor.setQueried();
        send(neighbor, new Watermarks(prefix, history.table().horizon(), origins.size()));
        origins.forEach(state -> send(neighbor, watermark(state)));
    }

    private Watermark watermark(OriginState state) {
        return new Watermark(state.origin(), state.front(), history.age(state),
                state.rangesAbove(Watermark.MAX_RANGES));
    }

    /** Sends all messages under a prefix. */
    void sendAll(Neighbor neighbor, LinkSync link, HashPrefix prefix) {
        if (supply(neighbor, link, history.tree().under(prefix), Map.of()) > 0) {
            link.settled().exclude(prefix);
        }
    }

    /** Sends what the neighbor lacks of these origins, takes it from the budget, and returns the number of lines. */
    private int supply(Neighbor neighbor, LinkSync link, List<OriginState> origins, Map<Origin, Watermark> known) {
        int lines = missing.send(neighbor, link, origins, known);
        budget.useItems(origins.size() + lines);
        return lines;
    }

    /** What is not answered is requested again in a later heartbeat. */
    private boolean mayAnswer(LinkSync link, long heartbeat) {
        return budget.isAvailable(TaskBudget.Task.EXCHANGE) && link.workIn(heartbeat) <= budget.itemsPerNeighbor();
    }

    private boolean answer(Neighbor neighbor, LinkSync link, HashPrefix prefix, long heartbeat) {
        if (!mayAnswer(link, heartbeat)) {
            return true;
        }
        budget.useItems(HashPrefix.CHILDREN);
        neighbor.setQueried();
        List<Integer> counts = new ArrayList<>();
        List<Long> sums = new ArrayList<>();
        for (int digit = 0; digit < HashPrefix.CHILDREN; digit++) {
            counts.add(history.tree().count(prefix.child(digit)));
            sums.add(history.tree().sum(prefix.child(digit)));
        }
        send(neighbor, new Sums(prefix, history.table().horizon(), counts, sums));
        return true;
    }

    private boolean expectList(Neighbor neighbor, LinkSync link, Watermarks header, long heartbeat) {
        if (link.list().isPresent()) {
            return false;
        }
        link.setNeighborHorizon(header.horizon());
        link.expectList(header);
        if (header.count() == 0) {
            answerList(neighbor, link, heartbeat);
        }
        return true;
    }

    private boolean addWatermark(Neighbor neighbor, LinkSync link, Watermark watermark, long heartbeat) {
        if (link.list().isEmpty()) {
            history.find(watermark.origin()).ifPresent(state -> answer(neighbor, link, watermark, state, heartbeat));
            return true;
        }
        if (!link.list().get().prefix().contains(OriginHash.of(watermark.origin()))) {
            return false;
        }
        if (link.addListed(watermark)) {
            answerList(neighbor, link, heartbeat);
        }
        return true;
    }

    private void answer(Neighbor neighbor, LinkSync link, Watermark watermark, OriginState state, long heartbeat) {
        boolean answers = mayAnswer(link, heartbeat);
        if (answers) {
            history.lowerFloor(state, watermark.next());
        }
        if (!answers || supply(neighbor, link, List.of(state), Map.of(state.origin(), watermark)) > 0) {
            link.settled().exclude(new HashPrefix(state.hash(), HashPrefix.MAX_DEPTH));
        }
    }

    private void answerList(Neighbor neighbor, LinkSync link, long heartbeat) {
        HashPrefix prefix = link.list().orElseThrow().prefix();
        Map<Origin, Watermark> listed = link.takeList();
        List<OriginState> origins = history.tree().under(prefix);
        if (!mayAnswer(link, heartbeat)
                || !link.work(origins.size() + (prefix.depth() == 0 ? history.retained() : 0), heartbeat, maxWork())) {
            return;
        }
        neighbor.setQueried();
        listed.values().stream().sorted((one, other) -> one.origin().compareTo(other.origin()))
                .filter(this::isNeeded).forEach(watermark -> send(neighbor, request(watermark.origin())));
        send(neighbor, new Supplied(prefix, supply(neighbor, link, origins, listed)));
    }

    /** Returns whether the neighbor has messages of an origin that this peer lacks. */
    private boolean isNeeded(Watermark there) {
        if (there.origin().address().equals(self.address()) && there.origin().start() >= self.origin().start()
                || history.isAhead(there.origin())) {
            return false;
        }
        Optional<OriginState> known = history.find(there.origin());
        known.ifPresent(state -> history.lowerFloor(state, there.next()));
        ReceivedSet received = history.table().received(there.origin());
        return (known.isPresent() || there.age() < history.table().horizon() - MissingMessages.AGE_TOLERANCE)
                && (there.next() > received.front() || received.lacksSome(there.received()));
    }

    private Watermark request(Origin origin) {
        return history.find(origin).map(this::watermark)
                .orElseGet(() -> new Watermark(origin, history.next(origin), 0, List.of()));
    }

    private boolean addFloor(Neighbor neighbor, Floor floor) {
        if (!neighbor.isQueried()) {
            return false;
        }
        if (floor.origin().equals(self.origin())) {
            return true;
        }
        history.setAge(floor.origin(), floor.age());
        if (history.claimFloor(floor.origin(), floor.next(), neighbor, overlay.degree() == 1)) {
            Watermark request = request(floor.origin());
            overlay.neighbors().stream().filter(other -> other != neighbor).limit(CONFIRMATIONS).forEach(other -> {
                other.setQueried();
                send(other, request);
            });
        }
        return true;
    }
}
