/** Gossip messages: flooding, trees, deduplication and anti-entropy. */
package gossip.peer.broadcast;
