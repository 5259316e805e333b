package gossip.sim;

import gossip.protocol.Address;
import gossip.protocol.Message;

/** Sees every message that is sent. */
@FunctionalInterface
public interface TrafficObserver {

    void sent(Address from, Address to, Message message);
}
