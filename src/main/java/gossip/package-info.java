/**
 * The programs of the network, and the API to run a peer inside a Java program.
 *
 * <ul>
 * <li>{@link gossip.SeedNode} runs one seed.
 * <li>{@link gossip.PeerNode} runs one or more peers.
 * <li>{@code NodeData} opens and closes the journal of a seed or a peer.
 * <li>{@code ListenHost} decides where the peers of a process listen.
 * <li>{@code JoinWindow} limits how many peers of a process join at the same time.
 * <li>{@code PeerProcess} executes what is typed into a running {@code PeerNode} and stops its peers.
 * <li>{@code NodeCommands}: the typed commands that seeds and peers share; {@code StatusText}: the answer to
 *     {@code /status}.
 * <li>{@code TypedTexts} holds typed texts until the peer has joined.
 * <li>{@code ExitSignals} names the signal that ends a process.
 * <li>{@code ProgramErrorHandler} logs internal errors and ends the process after those that stop a node.
 * <li>{@code NodeTls} reads the certificate of a process, and rotates it.
 * <li>{@code CarrierThreads} decides how many threads run the virtual threads of a process.
 * <li>{@code HttpEndpoint} serves the metrics of the nodes of a process.
 * <li>{@link gossip.GossipPeer} runs a peer inside a Java program.
 * </ul>
 *
 * <p>These classes only connect the other packages. They read options, open the event log and start nodes on sockets.
 * No other package uses this one.
 */
package gossip;
