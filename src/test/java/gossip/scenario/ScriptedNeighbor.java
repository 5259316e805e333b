package gossip.scenario;

import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.Message.Shed;
import gossip.protocol.PeerId;
import java.util.ArrayList;
import java.util.List;

/** A neighbor whose reported state and answers are set by the test. */
final class ScriptedNeighbor implements Node, LinkHandler {
    private final PeerId self;
    private final Environment environment;
    private final List<Message> received = new ArrayList<>();
    /** The degree in each PING_REPLY. */
    int degree = 5;
    /** Whether each PING_REPLY has the digest of the PING. */
    boolean sameDigest = true;
    /** Whether SHED is answered with BYE. */
    boolean acceptsShed = true;
    /** Whether each PING is followed by a copy of the first message that was received. */
    boolean sendsDuplicates = true;
    boolean linked;
    Link link;

    ScriptedNeighbor(Address address, Environment environment) {
        this.self = new PeerId(address, 7);
        this.environment = environment;
    }

    @Override
    public void start() {}

    void connectTo(Address peer) {
        environment.dial(peer, this);
    }

    @Override
    public LinkHandler accepted(Link accepted) {
        return this;
    }

    @Override
    public void opened(Link opened) {
        link = opened;
        linked = true;
        link.send(new Hello(Identity.of(self)));
    }

    @Override
    public void received(Link from, Message message) {
        received.add(message);
        switch (message) {
            case Ping ping -> {
                long digest = sameDigest ? ping.digest() : ~ping.digest();
                from.send(new PingReply(ping.token(), self, degree, 0, digest));
                if (sendsDuplicates) {
                    received.stream().filter(Gossip.class::isInstance).findFirst().ifPresent(from::send);
                }
            }
            case Shed shed when acceptsShed -> {
                from.send(new Bye("yes"));
                from.close();
                linked = false;
            }
            case Hello hello when from != link -> {
                from.send(new Hello(Identity.of(self)));
                link = from;
                linked = true;
            }
            case Bye bye -> linked = false;
            default -> { }
        }
    }

    @Override
    public void malformed(Link from, String reason) {}

    @Override
    public void closed(String reason) {}

    /** Returns how many messages of this kind the neighbor has received. */
    long count(Class<? extends Message> kind) {
        return received.stream().filter(kind::isInstance).count();
    }
}
