package gossip.peer;

import gossip.node.Control;
import gossip.node.Environment;
import gossip.node.HostCheck;
import gossip.node.Link;
import gossip.node.LinkTraffic;
import gossip.node.PendingLinks;
import gossip.node.RowReplies;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.broadcast.StoredMessage;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.storage.PeerJournal;
import gossip.protocol.Codec;
import gossip.protocol.Message.Evidence;
import gossip.protocol.Message.Messages;
import gossip.protocol.Message.Neighbors;
import gossip.protocol.Message.Observed;
import gossip.protocol.Message.Publish;
import gossip.protocol.Message.Published;
import gossip.protocol.Message.Query;
import gossip.protocol.Message.ReplyRow;
import gossip.protocol.Message.ReplyRows;
import gossip.protocol.Message.Seen;
import gossip.protocol.Message.State;
import gossip.protocol.Message.Watch;
import gossip.protocol.MessageId;
import gossip.protocol.Pairs;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The answers to the queries of clients, on links before the handshake. */
final class QueryHandler {

    /** Maximum number of messages in one reply, as many as are retained by default. */
    private static final int MAX_ROWS = 16_384;

    private final LocalPeer self;
    private final Environment environment;
    private final Overlay overlay;
    private final MessageHistory history;
    private final PeerEventTap events;
    private final PeerJournal journal;
    private final Control control;
    private final Function<String, MessageId> publisher;
    private final long startedAt;
    /** Traffic of the neighbors whose links are closed. */
    private LinkTraffic closedLinks = LinkTraffic.NONE;

    /** @param publisher publishes a text as a typed line is */
    QueryHandler(LocalPeer self, Environment environment, Overlay overlay, MessageHistory history,
            PeerEventTap events, PeerJournal journal, Control control, Function<String, MessageId> publisher) {
        this.self = self;
        this.environment = environment;
        this.overlay = overlay;
        this.history = history;
        this.events = events;
        this.journal = journal;
        this.control = control;
        this.publisher = publisher;
        this.startedAt = environment.nanoTime();
    }

    /** Answers a query, or rejects the link. The link stays pending, except for a watch. */
    void answer(Link link, Query query, PendingLinks pendingLinks, RowReplies replies) {
        if (replies.isReplying(link)) {
            pendingLinks.reject(link, Codec.verb(query) + " before the reply to the last request is complete");
            return;
        }
        switch (query) {
            case Publish publish -> publish(link, publish, pendingLinks);
            case Watch watch -> watch(link, watch, pendingLinks);
            case Seen seen -> {
                link.send(new State(seen(seen.id()).encode()));
                pendingLinks.keepBriefly(link);
            }
            case Neighbors neighbors -> send(link, List.copyOf(overlay.neighbors()), QueryHandler::row, replies);
            case Messages messages -> send(link, history.newest(Math.min(messages.most(), MAX_ROWS)),
                    message -> reception(new Pairs().add("id", message.payload().id()), message)
                            .add("text", message.payload().text()), replies);
            case Evidence about -> send(link, events.evidence().rows(about.peer()), Function.identity(), replies);
            case Published reply -> pendingLinks.reject(link, Codec.verb(reply) + " before HELLO");
            case ReplyRows reply -> pendingLinks.reject(link, Codec.verb(reply) + " before HELLO");
            case ReplyRow reply -> pendingLinks.reject(link, Codec.verb(reply) + " before HELLO");
            case Observed reply -> pendingLinks.reject(link, Codec.verb(reply) + " before HELLO");
        }
    }

    private void publish(Link link, Publish request, PendingLinks pendingLinks) {
        Optional<String> refusal = overlay.isLeaving() ? Optional.of("this peer is leaving") : control.refusal(link);
        if (refusal.isPresent()) {
            pendingLinks.reject(link, "PUBLISH: " + refusal.get());
            return;
        }
        try {
            MessageId id = publisher.apply(request.text().toString());
            pendingLinks.pauseTimeout(link);
            journal.whenStored(() -> {
                link.send(new Published(id));
                pendingLinks.keepBriefly(link);
            });
        } catch (IllegalArgumentException tooLong) {
            pendingLinks.reject(link, "PUBLISH: " + tooLong.getMessage());
        }
    }

    private void watch(Link link, Watch request, PendingLinks pendingLinks) {
        Optional<String> refusal = control.refusal(link);
        if (refusal.isPresent()) {
            pendingLinks.reject(link, "WATCH: " + refusal.get());
        } else if (pendingLinks.remove(link)) {
            events.watchers().add(link, request.glob());
        }
    }

    private static <T> void send(Link link, List<T> items, Function<T, Pairs> row, RowReplies replies) {
        replies.send(link, items.size(), items.stream().map(row).iterator());
    }

    private static Pairs row(Neighbor neighbor) {
        LinkTraffic traffic = neighbor.link().traffic();
        return new Pairs().addAll("peer", neighbor.address(), "direction", neighbor.dialed() ? "out" : "in",
                "since", neighbor.since(),
                "rtt", neighbor.probe().roundTrip().map(PeerEventTap::millis).orElse("-"),
                "misses", neighbor.probe().misses(),
                "messagesIn", traffic.messagesIn(), "messagesOut", traffic.messagesOut(),
                "bytesIn", traffic.bytesIn(), "bytesOut", traffic.bytesOut(), "queue", traffic.queued());
    }

    private Pairs seen(MessageId id) {
        Optional<StoredMessage> stored = history.stored(id);
        boolean seen = stored.isPresent() || history.contains(id);
        Pairs pairs = new Pairs().addAll("seen", seen ? "yes" : "no", "id", id, "time", currentMillis());
        return stored.map(message -> reception(pairs, message)).orElse(pairs);
    }

    private Pairs reception(Pairs pairs, StoredMessage message) {
        boolean own = message.from().equals(self.address());
        return pairs.addAll("at", message.at(), "from", own ? "-" : message.from(), "hops", message.hops(),
                "copies", message.copies());
    }

    /** Notes that a link is closed, so that the sums in the status do not decrease. */
    void disconnected(Neighbor neighbor) {
        closedLinks = closedLinks.plus(neighbor.link().traffic());
    }

    /** Returns the part of the status that only programs need. */
    String status() {
        LinkTraffic open = overlay.neighbors().stream().map(neighbor -> neighbor.link().traffic())
                .reduce(LinkTraffic.NONE, LinkTraffic::plus);
        LinkTraffic sum = closedLinks.plus(open);
        return "start=" + self.origin().start() + " time=" + currentMillis()
                + " uptime=" + (environment.nanoTime() - startedAt) / 1_000_000 + " version=" + version()
                + " messagesIn=" + sum.messagesIn() + " messagesOut=" + sum.messagesOut()
                + " bytesIn=" + sum.bytesIn() + " bytesOut=" + sum.bytesOut() + " queue=" + open.queued()
                + " " + events.counts().status() + HostCheck.status(environment) + environment.certificateStatus();
    }

    private long currentMillis() {
        return environment.currentTime().toEpochMilli();
    }

    private static String version() {
        return Optional.ofNullable(QueryHandler.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }
}
