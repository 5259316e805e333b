/** Failure detection and death reports. */
package gossip.peer.failure;
