package gossip.seed;

import gossip.node.Control;
import gossip.node.Environment;
import gossip.node.HostCheck;
import gossip.node.Journal;
import gossip.node.Link;
import gossip.node.PendingLinks;
import gossip.node.RowReplies;
import gossip.protocol.Codec;
import gossip.protocol.Message.Evidence;
import gossip.protocol.Message.Query;
import gossip.protocol.Message.Watch;
import gossip.protocol.Pairs;
import java.util.List;
import java.util.Optional;

/** The answers of a seed to the queries of clients. */
final class SeedQueries {

    private final Environment environment;
    private final Journal journal;
    private final SeedEventTap events;
    private final Control control;
    private final PendingLinks pendingLinks;
    private final RowReplies replies;
    private final long start;
    private final long startedAt;

    SeedQueries(Environment environment, Journal journal, SeedEventTap events, Control control,
            PendingLinks pendingLinks) {
        this.environment = environment;
        this.journal = journal;
        this.events = events;
        this.control = control;
        this.pendingLinks = pendingLinks;
        this.replies = new RowReplies(environment, pendingLinks);
        this.start = environment.currentTime().toEpochMilli();
        this.startedAt = environment.nanoTime();
    }

    /** Answers a query, or rejects the link. */
    void answer(Link link, Query query) {
        if (replies.isReplying(link)) {
            pendingLinks.reject(link, Codec.verb(query) + " before the reply to the last request is complete");
        } else if (query instanceof Evidence about) {
            List<Pairs> rows = events.evidence().rows(about.peer());
            replies.send(link, rows.size(), rows.iterator());
        } else if (query instanceof Watch watch) {
            Optional<String> refusal = control.refusal(link);
            if (refusal.isPresent()) {
                pendingLinks.reject(link, "WATCH: " + refusal.get());
            } else if (pendingLinks.remove(link)) {
                events.watchers().add(link, watch.glob());
            }
        } else {
            pendingLinks.reject(link, Codec.verb(query) + " is not for a seed");
        }
    }

    /** Returns the part of the status that only programs need. */
    String status() {
        String version = SeedQueries.class.getPackage().getImplementationVersion();
        return "start=" + start + " time=" + environment.currentTime().toEpochMilli()
                + " uptime=" + (environment.nanoTime() - startedAt) / 1_000_000
                + " version=" + Optional.ofNullable(version).orElse("unpackaged") + " " + events.status()
                + " durability=" + journal.durability() + HostCheck.status(environment)
                + environment.certificateStatus();
    }
}
