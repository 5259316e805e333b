package gossip.peer.overlay;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Timer;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Ping;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The check of a HELLO in the name of a present neighbor. Anyone can send such a HELLO. So the link that it came on
 * takes the place of the present link only if the present link fails to answer a PING.
 *
 * <pre>
 * offered --PING on the present link--> waiting --PING_REPLY----------------------> refused with BYE
 *                                          |------2 s pass, present link closed---> accepted
 *                                          +------offered link closes or sends----> dropped
 * </pre>
 *
 * <p>At most one link waits for each neighbor. A neighbor gets at most one PING in 2 s from here, however many links
 * are offered.
 */
final class LinkTakeover {

    /** How long the present link has to answer. A dialing peer waits longer ({@link OutboundHandshake#TIMEOUT}). */
    static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String DUPLICATE = "duplicate";

    private record Offer(Neighbor present, long token, Link link, Identity identity, Timer timeout) {}

    private final Environment environment;
    private final BiConsumer<Link, Identity> onAccepted;
    private final Map<Address, Offer> offers = new HashMap<>();

    /** @param onAccepted called with a link that takes the place of the present one, and the identity of its peer */
    LinkTakeover(Environment environment, BiConsumer<Link, Identity> onAccepted) {
        this.environment = environment;
        this.onAccepted = onAccepted;
    }

    /** @param digest the digest that the PING carries */
    void offer(Neighbor present, Link link, Identity identity, long digest) {
        Address address = present.address();
        if (offers.containsKey(address) || present.answeredAfter(environment.nanoTime() - TIMEOUT.toNanos())) {
            refuse(link);
            return;
        }
        long token = environment.random().nextLong(Long.MAX_VALUE);
        Timer timeout = environment.schedule(TIMEOUT, () -> accept(address));
        offers.put(address, new Offer(present, token, link, identity, timeout));
        link.setHandler(dropOnAnything(address, link));
        present.link().send(new Ping(token, digest));
    }

    /** Notes that a neighbor replied to a PING with this token. */
    void pingReplied(Neighbor neighbor, long token) {
        Offer offer = offers.get(neighbor.address());
        if (offer != null && offer.present() == neighbor && offer.token() == token) {
            neighbor.setAnsweredAt(environment.nanoTime());
            remove(neighbor.address());
            refuse(offer.link());
        }
    }

    /** Accepts the link offered in the name of this address, if there is one. The present link is closed or silent. */
    void accept(Address address) {
        Offer offer = remove(address);
        if (offer != null) {
            onAccepted.accept(offer.link(), offer.identity());
        }
    }

    /** Refuses the link offered in the name of this address, if there is one. */
    void refuse(Address address) {
        Offer offer = remove(address);
        if (offer != null) {
            refuse(offer.link());
        }
    }

    private Offer remove(Address address) {
        Offer offer = offers.remove(address);
        if (offer != null) {
            offer.timeout().cancel();
        }
        return offer;
    }

    private static void refuse(Link link) {
        link.send(new Bye(DUPLICATE));
        link.close();
    }

    /** A dialing peer sends nothing before the reply to its HELLO. */
    private LinkHandler dropOnAnything(Address address, Link offered) {
        return new LinkHandler() {
            @Override
            public void received(Link link, Message message) {
                remove(address);
                offered.close();
            }

            @Override
            public void malformed(Link link, String reason) {
                remove(address);
                offered.close();
            }

            @Override
            public void closed(String reason) {
                remove(address);
            }
        };
    }
}
