package gossip.peer.broadcast;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.signature.MessageAuthentication;
import gossip.peer.storage.PeerJournal;
import gossip.peer.tree.BroadcastTree;
import gossip.protocol.Address;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;

/**
 * The broadcast of messages over the links. The first copy of a message is delivered and sent to every other neighbor
 * in the tree, and announced to the others. Later copies are counted.
 */
public final class Broadcast implements MessageAuthentication.Receiver {

    private final LocalPeer self;
    private final Overlay overlay;
    private final MessageHistory history;
    private final BroadcastTree tree;
    private final MessageAuthentication authentication;
    private final PeerListener listener;
    private final PeerJournal journal;
    private final Environment environment;
    private long published;
    /** Messages of this peer that no link has accepted. */
    private long unsent;
    private long duplicates;
    private long receptions;
    private long dropped;
    /** True after the listener was notified that the limit in bytes cuts another limit short. */
    private boolean retentionCut;

    public Broadcast(LocalPeer self, Overlay overlay, MessageHistory history, BroadcastTree tree,
            MessageAuthentication authentication, PeerListener listener, PeerJournal journal, Environment environment) {
        this.self = self;
        this.overlay = overlay;
        this.history = history;
        this.tree = tree;
        this.authentication = authentication;
        this.listener = listener;
        this.journal = journal;
        this.environment = environment;
    }

    /**
     * Publishes a message of this peer. Returns its id. Sequence numbers start at 0 in each process. The number of a
     * forged message is skipped, because other peers may have received that message.
     */
    public MessageId publish(Utf8String text) {
        Gossip gossip = new Gossip(1, authentication.payload(new MessageId(self.origin(), next()), text));
        history.add(gossip, this, self.address());
        published++;
        tree.published(gossip.id());
        if (journal.isActive()) {
            store(gossip, self.address());
            journal.whenStored(() -> announce(gossip));
        } else {
            announce(gossip);
        }
        return gossip.id();
    }

    private void announce(Gossip gossip) {
        listener.generated(gossip);
        boolean flooding = tree.isFlooding();
        boolean sent = false;
        for (Neighbor neighbor : overlay.neighbors()) {
            sent |= send(neighbor, gossip, flooding) || neighbor.isLazy();
        }
        unsent += sent ? 0 : 1;
    }

    /** Writes a message before it is delivered, forwarded or acknowledged. */
    private void store(Gossip onward, Address sender) {
        int age = history.find(onward.id().origin()).map(history::age).orElse(0);
        journal.message(onward, sender, age, authentication::certificate);
    }

    /** Notes that a neighbor was sent all messages of this peer that it lacked. */
    public void supplied() {
        unsent = 0;
    }

    public void received(Neighbor from, Gossip gossip) {
        if (!duplicate(from, gossip.id().origin(), gossip.id().sequence())) {
            authentication.check(from, gossip, this);
        }
    }

    /** @return false if the neighbor must not send certificates */
    public boolean received(Neighbor from, Certificate certificate) {
        return authentication.received(from, certificate);
    }

    @Override
    public boolean isOutOfRange(MessageId id) {
        return history.isOutOfRange(id);
    }

    @Override
    public void accepted(Neighbor from, Gossip gossip) {
        if (isForged(gossip.id().origin())) {
            dropped++;
            if (gossip.id().origin().equals(self.origin())) {
                history.markUsed(gossip.id());
            }
            return;
        }
        Gossip onward = gossip.onward();
        ReceivedSet.Addition addition = history.add(onward, from, from.address());
        switch (addition) {
            case NEW, OLD -> {
                receptions++;
                tree.firstCopy(from, gossip.id());
                if (journal.isActive()) {
                    store(onward, from.address());
                    journal.whenStored(() -> deliver(from, gossip, onward, addition));
                } else {
                    deliver(from, gossip, onward, addition);
                }
            }
            case DUPLICATE -> duplicate(from, gossip.id().origin(), gossip.id().sequence());
            case DROPPED -> dropped++;
        }
    }

    private void deliver(Neighbor from, Gossip gossip, Gossip onward, ReceivedSet.Addition addition) {
        listener.received(gossip, from.address());
        if (addition == ReceivedSet.Addition.NEW) {
            forward(from, gossip, onward);
        }
    }

    private void forward(Neighbor from, Gossip gossip, Gossip onward) {
        int forwarded = 0;
        boolean flooding = tree.isFlooding();
        for (Neighbor neighbor : overlay.neighbors()) {
            forwarded += neighbor != from && send(neighbor, onward, flooding) ? 1 : 0;
        }
        if (forwarded > 0) {
            listener.forwarded(gossip, forwarded);
        }
    }

    /**
     * Returns whether the origin of a message that this peer does not have is this process, or one that would start at
     * its address later. The link stays, because an honest neighbor relays such a message.
     */
    boolean isForged(Origin origin) {
        return origin.start() >= self.origin().start() && origin.address().equals(self.address());
    }

    /**
     * Removes messages that have expired, origins that are silent for too long and unused certificates.
     *
     * @param seconds time since the start of this peer
     */
    public void heartbeat(int seconds) {
        history.setListed(self.origin());
        history.heartbeat(seconds);
        authentication.heartbeat(history.cache()::certificates);
        if (history.isCutByBytes() && !retentionCut) {
            retentionCut = true;
            listener.retentionCut(history.retained());
        }
    }

    /**
     * Sends a message to a neighbor in the tree, to any one while flooding, or announces it. Returns whether it was
     * sent in full. If the send queue is full, the neighbor is lagging, and anti-entropy sends the message later.
     */
    private boolean send(Neighbor neighbor, Gossip gossip, boolean flooding) {
        if (neighbor.isLazy() && !neighbor.isLagging() && !flooding) {
            tree.announce(neighbor, gossip.id());
            return false;
        }
        return sendInFull(neighbor, gossip);
    }

    /** Sends a message to a neighbor, also on a lazy link. Returns whether it was sent. */
    boolean sendInFull(Neighbor neighbor, Gossip gossip) {
        if (!neighbor.isLagging() && environment.rules()
                .sends(gossip.id(), gossip.hops(), neighbor.address(), environment.random())) {
            neighbor.setLagging(!authentication.send(neighbor, gossip));
            return !neighbor.isLagging();
        }
        return false;
    }

    /** Returns whether this peer has the message. If so, counts a duplicate. */
    public boolean duplicate(Neighbor from, Origin origin, long sequence) {
        boolean known = history.countCopy(origin, sequence);
        if (known) {
            duplicates++;
            from.setSentDuplicate(true);
            tree.anotherCopy(from, origin, sequence);
        }
        return known;
    }

    MessageAuthentication authentication() {
        return authentication;
    }

    /** Returns the part of the status about signatures. */
    public String signatureStatus() {
        return authentication.status();
    }

    public void linkClosed(Neighbor neighbor) {
        authentication.linkClosed(neighbor);
    }

    /** Returns the sequence number of the next message of this peer. */
    public long next() {
        return history.next(self.origin());
    }

    /** Returns the number of messages that this process published. */
    public long published() {
        return published;
    }

    /** Returns the number of messages of this peer of which no copy was sent to any neighbor. */
    public long unsent() {
        return unsent;
    }

    /** Returns the number of delivered messages of other peers. */
    public long receptions() {
        return receptions;
    }

    public long duplicates() {
        return duplicates;
    }

    /** Returns the number of messages that were dropped because of what they claim. */
    public long dropped() {
        return dropped;
    }
}
