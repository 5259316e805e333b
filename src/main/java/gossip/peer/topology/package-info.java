/** The decisions which links to open, replace and close. */
package gossip.peer.topology;
