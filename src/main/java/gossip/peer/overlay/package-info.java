/** The links of a peer to its neighbors and the handshake that opens them. */
package gossip.peer.overlay;
