package gossip.seed;

import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.PendingLinks;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Register;

/** The handler of a connection to a seed, on which at most one address is registered. */
final class OneAddress implements LinkHandler {

    private final Link link;
    private final PendingLinks pendingLinks;
    private final LinkHandler handler;
    private Address registered;

    /** @param handler gets everything that is allowed */
    OneAddress(Link link, PendingLinks pendingLinks, LinkHandler handler) {
        this.link = link;
        this.pendingLinks = pendingLinks;
        this.handler = handler;
    }

    @Override
    public void received(Link from, Message message) {
        if (message instanceof Register register) {
            Address address = register.peer().address();
            if (registered != null && !registered.equals(address)) {
                pendingLinks.reject(link, "this connection has registered " + registered + " and not " + address);
                return;
            }
            registered = address;
        }
        handler.received(from, message);
    }

    @Override
    public void malformed(Link from, String reason) {
        handler.malformed(from, reason);
    }

    @Override
    public void closed(String reason) {
        handler.closed(reason);
    }
}
