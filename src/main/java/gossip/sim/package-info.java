/**
 * Runs nodes in virtual time on a simulated network: seeded and deterministic, with delay, loss, partition, crash, loss
 * of power and pause. The nodes are the same that run on sockets; hours pass in milliseconds.
 */
package gossip.sim;
