package gossip.peer.broadcast;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.peer.broadcast.LinkSync.Difference;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.overlay.TaskBudget.Task;
import gossip.protocol.HashPrefix;
import gossip.protocol.Message.Buckets;
import gossip.protocol.Message.Digest;
import gossip.protocol.Message.Exchange;
import gossip.protocol.Message.Sums;
import gossip.protocol.Message.Supplied;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The exchange of messages that flooding did not deliver: to a peer that joined later, across a healed partition, or to
 * a lagging neighbor. If the digests of two neighbors differ, the one with the lower address begins the exchange:
 *
 * <pre>
 * A --BUCKETS prefix--------------------------> B   first the empty prefix, then each one in which the sums differ
 * A <--SUMS prefix----------------------------- B
 * A --WATERMARKS prefix, WATERMARK...---------> B   where A has at most 16 origins
 * A <--FLOOR, GOSSIP..., WATERMARK..., SUPPLIED B   what A lacks, and what B needs
 * A --FLOOR, GOSSIP...------------------------> B   what B needs, and everything where B has no origin
 * </pre>
 *
 * <p>DIGEST is sent when a link opens and when a full send queue is empty again. A message in flight makes the digest
 * of a single PING differ. So an exchange begins only if the digests of two consecutive PINGs differ. What it finds and
 * does not change is not compared again ({@link SettledDifferences}). Bounds: {@code src/docs/dissemination.md}.
 */
public final class AntiEntropy {

    /** Exchanges that this peer has begun and that have not ended. Guessed. */
    static final int MAX_ACTIVE = 4;

    private final LocalPeer self;
    private final Environment environment;
    private final MessageHistory history;
    private final ExchangeAnswers answers;
    private final TaskBudget budget;
    private final Map<Neighbor, LinkSync> links = new LinkedHashMap<>(2);
    private final Set<Neighbor> waiting = new LinkedHashSet<>();
    private long heartbeats;
    private int active;

    public AntiEntropy(LocalPeer self, Environment environment, Overlay overlay, MessageHistory history,
            Broadcast broadcast, PeerListener listener, TaskBudget budget) {
        this.self = self;
        this.environment = environment;
        this.history = history;
        this.answers = new ExchangeAnswers(self, overlay, history, broadcast, listener, budget);
        this.budget = budget;
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
        if (!link.work(HashPrefix.CHILDREN, heartbeats, answers.maxWork())) {
            return;
        }
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
        long difference = history.digest() - digest;
        if (neighbor.differsRepeatedly(difference != 0 && !link(neighbor).isPausing(difference, heartbeats))) {
            LinkSync link = link(neighbor);
            if (isInitiator(neighbor)) {
                link.setNeighborDigest(digest);
                begin(neighbor, link);
            } else if (!link.hasWorked(heartbeats)) {
                link.noteDifference(difference, heartbeats);
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
        if (!link.mayBegin(heartbeats, history.digest()) || neighbor.isLagging()) {
            return;
        }
        if (!mayStart()) {
            waiting.add(neighbor);
            return;
        }
        active++;
        link.begin(heartbeats, history.digest());
        requestNext(neighbor, link);
    }

    private boolean mayStart() {
        return active < MAX_ACTIVE && budget.isAvailable(Task.EXCHANGE);
    }

    private void end(LinkSync link) {
        active--;
        link.end(heartbeats, environment.random().nextInt(link.failures() + 1));
    }

    private void beginNext() {
        while (mayStart() && !waiting.isEmpty()) {
            Neighbor next = waiting.iterator().next();
            waiting.remove(next);
            if (link(next).differenceTo(history.digest()) != 0) {
                begin(next, link(next));
            }
        }
    }

    private void requestNext(Neighbor neighbor, LinkSync link) {
        Optional<Difference> next = link.nextDifference(neighbor.isLagging());
        while (next.isPresent()) {
            request(neighbor, link, next.get());
            next = link.nextDifference(neighbor.isLagging());
        }
        if (link.isActive() && (link.isComplete() || neighbor.isLagging())) {
            end(link);
            beginNext();
        }
    }

    private void request(Neighbor neighbor, LinkSync link, Difference difference) {
        HashPrefix prefix = difference.prefix();
        if (difference.theirCount() == 0) {
            answers.sendAll(neighbor, link, prefix);
            return;
        }
        link.addOutstanding(prefix, history.tree().sum(prefix));
        if (history.tree().count(prefix) <= DigestTree.MAX_LEAF) {
            answers.sendList(neighbor, prefix);
        } else {
            ExchangeAnswers.send(neighbor, new Buckets(prefix));
        }
    }

    // ---- messages of an exchange

    /** @return false if the neighbor must not send this message now */
    public boolean received(Neighbor neighbor, Exchange message) {
        LinkSync link = link(neighbor);
        if (!link.work(1, heartbeats, answers.maxWork())) {
            return true;
        }
        return switch (message) {
            case Sums sums -> {
                compare(neighbor, link, sums);
                yield true;
            }
            case Supplied supplied -> {
                link.supplied(supplied.prefix(), history.tree().sum(supplied.prefix()), supplied.lines());
                requestNext(neighbor, link);
                yield true;
            }
            default -> answers.received(neighbor, link, message, heartbeats);
        };
    }

    private void compare(Neighbor neighbor, LinkSync link, Sums sums) {
        if (!link.answered(sums.prefix())) {
            // The answer to an exchange that has ended.
            return;
        }
        link.setNeighborHorizon(sums.horizon());
        for (int digit = 0; digit < HashPrefix.CHILDREN; digit++) {
            HashPrefix child = sums.prefix().child(digit);
            if (link.settled().isNew(child, history.tree().sum(child) - sums.sums().get(digit))) {
                link.addDifference(new Difference(child, sums.counts().get(digit)));
            }
        }
        requestNext(neighbor, link);
    }
}
