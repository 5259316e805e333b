/**
 * Requests of a client to the nodes of a running network, over the line protocol.
 *
 * <ul>
 * <li>{@link gossip.tool.client.Deadline}: the time by which everything must be done
 * <li>{@link gossip.tool.client.HostNames}: looks up the hosts of nodes
 * <li>{@link gossip.tool.client.Connector}: connects to nodes, with TLS or without
 * <li>{@link gossip.tool.client.NodeClient}: a connection to a node
 * <li>{@link gossip.tool.client.Fanout}: requests to many nodes at the same time, each with its
 *     {@link gossip.tool.client.Answer}
 * <li>{@link gossip.tool.client.Fields}: checks an answer
 * <li>{@link gossip.tool.client.Directory}: the members as the seeds list them
 * <li>{@link gossip.tool.client.Names}: the names of members that have been listed
 * <li>{@link gossip.tool.client.AnyNode}: finds a node that answers, for requests that any node can answer
 * <li>{@link gossip.tool.client.Publication}: a message published through the first peer that accepts it
 * <li>{@link gossip.tool.client.Json}: writes JSON documents
 * </ul>
 *
 * The rule: every operation ends before its deadline, whatever the nodes do.
 */
package gossip.tool.client;
