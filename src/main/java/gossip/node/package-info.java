/**
 * What a node's behaviour is, and all that it may ask of the world: links, dialling, timers, time and chance.
 *
 * <p>A node owns no socket, thread or clock. Whoever runs it (real sockets, or a simulated network in virtual time)
 * makes every call into it one after the other, and it acts through {@link gossip.node.Environment} and
 * {@link gossip.node.Link} alone. Given the same calls and the same random seed, it does the same things.
 */
package gossip.node;
