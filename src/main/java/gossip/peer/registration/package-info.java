/** Registration with the seeds and renewal of the lease. */
package gossip.peer.registration;
