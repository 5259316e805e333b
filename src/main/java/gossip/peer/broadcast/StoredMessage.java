package gossip.peer.broadcast;

import gossip.protocol.Address;
import gossip.protocol.Payload;

/**
 * A retained message and how it was received.
 *
 * @param from neighbor that sent the first copy; the address of this peer for its own message
 * @param at time of the reception in milliseconds since 1970
 * @param hops links that the first copy crossed; 0 for a message of this peer
 * @param copies number of later copies
 */
public record StoredMessage(Payload payload, Address from, long at, int hops, int copies) {}
