package gossip.peer.broadcast;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.broadcast.LinkSync.Difference;
import gossip.protocol.HashPrefix;
import gossip.protocol.Message;
import gossip.protocol.Message.Buckets;
import gossip.protocol.Message.Digest;
import gossip.protocol.Message.Exchange;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Sums;
import gossip.protocol.Message.Supplied;
import gossip.protocol.Message.Watermark;
import gossip.protocol.Message.Watermarks;
import gossip.protocol.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The exchange of messages that flooding did not deliver: to a peer that joined later, across a healed partition, or to
 * a lagging neighbor. The end of a link with the lower address begins the exchange, if the digests differ:
 *
 * <pre>
 * A --BUCKETS prefix--------------------------> B   first the empty prefix, then each one in which the sums differ
 * A <--SUMS prefix----------------------------- B
 * A --WATERMARKS prefix, WATERMARK...---------> B   where A has at most 16 origins
 * A <--FLOOR, GOSSIP..., WATERMARK..., SUPPLIED B   what A lacks, and what B needs
 * A --FLOOR, GOSSIP...------------------------> B   what B needs, and everything where B has no origin
 * </pre>
 *
 * <p>DIGEST is sent when a link opens and when a full send queue is empty again. The digests of two consecutive PINGs
 * must differ, because a message in flight causes a single difference. Bounds: {@code src/docs/dissemination.md}.
 */
public final class AntiEntropy {

    /** Exchanges that this peer has begun and that have not ended. Guessed. */
    static final int MAX_ACTIVE = 4;
    /** Lines, origins and messages that one neighbor may cause this peer to look at in a heartbeat. */
    static final int MIN_WORK = 65_536;
    /** How often one neighbor may cause this peer to look at everything it has, in a heartbeat. */
    private static final int FULL_SCANS = 8;
    /** Other neighbors that are asked for messages below a claimed floor. */
    private static final int CONFIRMATIONS = 3;

    private final LocalPeer self;
    private final Environment environment;
    private final Overlay overlay;
    private final MessageHistory history;
    private final BroadcastTrees trees;
    private final MissingMessages missing;
    private final Map<Neighbor, LinkSync> links = new LinkedHashMap<>();
    private final Set<Neighbor> waiting = new LinkedHashSet<>();
    private long heartbeats;
    private int active;

    public AntiEntropy(LocalPeer self, Environment environment, Overlay overlay, MessageHistory history,
            BroadcastTrees trees, PeerListener listener) {
        this.self = self;
        this.environment = environment;
        this.overlay = overlay;
        this.history = history;
        this.trees = trees;
        this.missing = new MissingMessages(history, listener);
    }

    public void sendDigest(Neighbor neighbor) {
        neighbor.link().send(new Digest(history.digest()));
    }

    /** Compares the digests of a new link, which may replace another one to the same neighbor. */
    public void linkOpened(Neighbor neighbor) {
        links.keySet().stream().filter(other -> other.address().equals(neighbor.address())).findFirst()
                .ifPresent(this::linkClosed);
        sendDigest(neighbor);
    }

    public void linkClosed(Neighbor neighbor) {
        LinkSync link = links.remove(neighbor);
        waiting.remove(neighbor);
        if (link != null && link.isActive()) {
            active--;
            beginNext();
        }
        history.linkClosed(neighbor);
    }

    /** Ends the lag of a neighbor whose send queue is empty again. */
    public void drained(Neighbor neighbor) {
        neighbor.setLagging(false);
        if (isInitiator(neighbor)) {
            begin(neighbor, link(neighbor));
        } else {
            sendDigest(neighbor);
        }
    }

    public void digest(Neighbor neighbor, Digest digest) {
        boolean first = neighbor.greet();
        if (digest.value() == history.digest()) {
            return;
        }
        if (!isInitiator(neighbor)) {
            if (!first) {
                sendDigest(neighbor);
            }
            return;
        }
        LinkSync link = link(neighbor);
        link.setNeighborDigest(digest.value());
        if (link.isActive()) {
            // Its send queue was full, so it has not sent all answers.
            link.repeatOutstanding();
            requestNext(neighbor, link);
        } else {
            begin(neighbor, link);
        }
    }

    /** Compares the digest of a PING. */
    public void heartbeatDigest(Neighbor neighbor, long digest) {
        if (neighbor.differsRepeatedly(digest != history.digest())) {
            if (isInitiator(neighbor)) {
                link(neighbor).setNeighborDigest(digest);
                begin(neighbor, link(neighbor));
            } else if (!link(neighbor).hasWorked(heartbeats)) {
                sendDigest(neighbor);
            }
        }
    }

    /** Ends exchanges that take too long. Does nothing if no exchange was needed since the link opened. */
    public void heartbeat() {
        heartbeats++;
        links.forEach((neighbor, link) -> {
            if (link.isOverdue(heartbeats)) {
                end(link);
            }
        });
        beginNext();
    }

    private boolean isInitiator(Neighbor neighbor) {
        return self.address().compareTo(neighbor.address()) < 0;
    }

    private LinkSync link(Neighbor neighbor) {
        return links.computeIfAbsent(neighbor, key -> new LinkSync());
    }

    // ---- the initiator

    private void begin(Neighbor neighbor, LinkSync link) {
        if (!link.mayBegin(heartbeats) || neighbor.isLagging()) {
            return;
        }
        if (active >= MAX_ACTIVE) {
            waiting.add(neighbor);
            return;
        }
        active++;
        link.begin(heartbeats, history.digest());
        graft(neighbor);
        requestNext(neighbor, link);
    }

    /** Ends all pruning between both ends, because a tree may be broken. */
    private void graft(Neighbor neighbor) {
        neighbor.graftAll();
        trees.watermarksRequested(neighbor);
    }

    private void end(LinkSync link) {
        active--;
        link.end(heartbeats, history.digest(), environment.random().nextInt(link.failures() + 1));
    }

    private void beginNext() {
        while (active < MAX_ACTIVE && !waiting.isEmpty()) {
            Neighbor next = waiting.iterator().next();
            waiting.remove(next);
            if (link(next).neighborDigest() != history.digest()) {
                begin(next, link(next));
            }
        }
    }

    private void requestNext(Neighbor neighbor, LinkSync link) {
        Optional<Difference> next = link.nextDifference();
        while (next.isPresent() && !neighbor.isLagging()) {
            request(neighbor, link, next.get());
            next = link.nextDifference();
        }
        if (link.isActive() && (link.isComplete() || neighbor.isLagging())) {
            end(link);
            beginNext();
        }
    }

    private void request(Neighbor neighbor, LinkSync link, Difference difference) {
        HashPrefix prefix = difference.prefix();
        if (difference.theirCount() == 0) {
            missing.send(neighbor, link, history.under(prefix), Map.of());
        } else if (history.tree().count(prefix) <= DigestTree.MAX_LEAF) {
            link.addOutstanding(prefix);
            sendList(neighbor, link, prefix);
        } else {
            link.addOutstanding(prefix);
            send(neighbor, new Buckets(prefix));
        }
    }

    /** If the send queue is full, the exchange begins again when it is empty. */
    private static void send(Neighbor neighbor, Message message) {
        if (!neighbor.link().send(message)) {
            neighbor.setLagging(true);
        }
    }

    private void sendList(Neighbor neighbor, LinkSync link, HashPrefix prefix) {
        List<OriginState> origins = history.under(prefix);
        link.setMayGetFloors();
        send(neighbor, new Watermarks(prefix, history.horizon(), origins.size()));
        origins.forEach(state -> send(neighbor, watermark(state)));
    }

    private Watermark watermark(OriginState state) {
        return new Watermark(state.origin(), state.front(), history.age(state),
                state.rangesAbove(Watermark.MAX_RANGES));
    }

    // ---- messages of an exchange

    /** @return false if the neighbor must not send this message now */
    public boolean received(Neighbor neighbor, Exchange message) {
        LinkSync link = link(neighbor);
        if (!link.work(1, heartbeats, maxWork())) {
            return true;
        }
        return switch (message) {
            case Buckets buckets -> answer(neighbor, link, buckets.prefix());
            case Sums sums -> compare(neighbor, link, sums);
            case Watermarks header -> expectList(neighbor, link, header);
            case Watermark watermark -> addWatermark(neighbor, link, watermark);
            case Supplied supplied -> {
                link.answered(supplied.prefix());
                requestNext(neighbor, link);
                yield true;
            }
            case Floor floor -> addFloor(neighbor, link, floor);
        };
    }

    private long maxWork() {
        return MIN_WORK + (long) FULL_SCANS * (history.retained() + history.tree().size());
    }

    private boolean answer(Neighbor neighbor, LinkSync link, HashPrefix prefix) {
        if (prefix.depth() == 0) {
            graft(neighbor);
        }
        link.setMayGetFloors();
        List<Integer> counts = new ArrayList<>();
        List<Long> sums = new ArrayList<>();
        for (int digit = 0; digit < HashPrefix.CHILDREN; digit++) {
            counts.add(history.tree().count(prefix.child(digit)));
            sums.add(history.tree().sum(prefix.child(digit)));
        }
        send(neighbor, new Sums(prefix, history.horizon(), counts, sums));
        return true;
    }

    private boolean compare(Neighbor neighbor, LinkSync link, Sums sums) {
        if (!link.answered(sums.prefix())) {
            // The answer to an exchange that has ended.
            return true;
        }
        link.setNeighborHorizon(sums.horizon());
        for (int digit = 0; digit < HashPrefix.CHILDREN; digit++) {
            HashPrefix child = sums.prefix().child(digit);
            if (history.tree().sum(child) != sums.sums().get(digit)) {
                link.addDifference(new Difference(child, sums.counts().get(digit)));
            }
        }
        requestNext(neighbor, link);
        return true;
    }

    private boolean expectList(Neighbor neighbor, LinkSync link, Watermarks header) {
        if (link.list().isPresent()) {
            return false;
        }
        if (header.prefix().depth() == 0) {
            graft(neighbor);
        }
        link.setNeighborHorizon(header.horizon());
        link.expectList(header);
        if (header.count() == 0) {
            answerList(neighbor, link);
        }
        return true;
    }

    private boolean addWatermark(Neighbor neighbor, LinkSync link, Watermark watermark) {
        if (link.list().isEmpty()) {
            history.find(watermark.origin()).ifPresent(state -> {
                history.lowerFloor(state, watermark.next());
                missing.send(neighbor, link, List.of(state), Map.of(state.origin(), watermark));
            });
            return true;
        }
        if (!link.list().get().prefix().contains(OriginHash.of(watermark.origin()))) {
            return false;
        }
        if (link.addListed(watermark)) {
            answerList(neighbor, link);
        }
        return true;
    }

    private void answerList(Neighbor neighbor, LinkSync link) {
        HashPrefix prefix = link.list().orElseThrow().prefix();
        Map<Origin, Watermark> listed = link.takeList();
        List<OriginState> origins = history.under(prefix);
        if (!link.work(origins.size() + (prefix.depth() == 0 ? history.retained() : 0), heartbeats, maxWork())) {
            return;
        }
        link.setMayGetFloors();
        listed.values().stream().sorted((one, other) -> one.origin().compareTo(other.origin()))
                .filter(this::isNeeded).forEach(watermark -> send(neighbor, request(watermark.origin())));
        missing.send(neighbor, link, origins, listed);
        send(neighbor, new Supplied(prefix));
    }

    /** Returns whether the neighbor has messages of an origin that this peer lacks. */
    private boolean isNeeded(Watermark there) {
        if (there.origin().address().equals(self.address()) && there.origin().start() >= self.origin().start()
                || history.isAhead(there.origin())) {
            return false;
        }
        return history.find(there.origin()).map(state -> {
            history.lowerFloor(state, there.next());
            return there.next() > state.front() || state.lacksSome(there.received());
        }).orElse(there.age() < history.horizon() - MissingMessages.AGE_TOLERANCE);
    }

    private Watermark request(Origin origin) {
        return history.find(origin).map(this::watermark).orElse(new Watermark(origin, 0, 0, List.of()));
    }

    private boolean addFloor(Neighbor neighbor, LinkSync link, Floor floor) {
        if (!link.mayGetFloors()) {
            return false;
        }
        if (floor.origin().equals(self.origin())) {
            return true;
        }
        history.setAge(floor.origin(), floor.age());
        if (history.claimFloor(floor.origin(), floor.next(), neighbor, overlay.degree() == 1)) {
            Watermark request = request(floor.origin());
            overlay.neighbors().stream().filter(other -> other != neighbor).limit(CONFIRMATIONS).forEach(other -> {
                link(other).setMayGetFloors();
                send(other, request);
            });
        }
        return true;
    }
}
