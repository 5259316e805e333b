package gossip.sim;

import gossip.protocol.Address;
import gossip.protocol.Message;

/** An observer of every message that a node sends, including those that are lost on the way. */
@FunctionalInterface
public interface TrafficObserver {

    void sent(Address from, Address to, Message message);
}
