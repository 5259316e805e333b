/**
 * The line protocol of seeds and peers: messages, their encoding, addresses and ids.
 *
 * <p>Classes in reading order:
 * <ul>
 * <li>{@link gossip.protocol.Address}, its {@link gossip.protocol.Host} and {@link gossip.protocol.PeerId}: the address
 *     at which others dial a node, and one incarnation of a peer
 * <li>{@link gossip.protocol.Origin} and {@link gossip.protocol.MessageId}: the process that publishes messages, and
 *     one gossip message
 * <li>{@link gossip.protocol.Identity}: what a peer states about itself in HELLO and REGISTER
 * <li>{@link gossip.protocol.Message}: one record for each verb
 * <li>{@link gossip.protocol.Codec}: converts messages to lines and back, with {@link gossip.protocol.FieldReader} and
 *     {@link gossip.protocol.LineBuffer}; throws {@link gossip.protocol.ProtocolException} for a bad line
 * <li>{@link gossip.protocol.MessageIds}: the ids in IHAVE, GRAFT and WANT
 * <li>{@code MembershipCodec}: the verbs of registrations and lists of members;
 *     {@link gossip.protocol.DegreeSample}: the rules of a list by degree
 * <li>{@link gossip.protocol.HashPrefix}: a prefix of the hashes of origins, for anti-entropy with
 *     {@link gossip.protocol.ExchangeCodec}
 * <li>{@link gossip.protocol.QueryCodec} and {@link gossip.protocol.Pairs}: the verbs of clients, and the
 *     {@code key=value} pairs in their replies
 * <li>{@link gossip.protocol.Payload}: id and text of a gossip message, as {@link gossip.protocol.Utf8String} bytes
 * <li>{@link gossip.protocol.SignedPayload}: the same with a signature and the
 *     {@link gossip.identity.Fingerprint} of the certificate of its origin
 * <li>{@link gossip.protocol.GossipDecoder}: reads the id of a copy without decoding its line, with
 *     {@link gossip.protocol.Bytes}
 * </ul>
 *
 * <pre>
 * line --GossipDecoder.read--> origin and sequence of a GOSSIP line
 * line --GossipDecoder.decode, Codec.decode--> Message
 * Message --Codec.encode--> LineBuffer
 * </pre>
 *
 * <p>The rule of this package: messages are immutable, and only the readers and writers of lines have mutable state.
 * {@code src/docs/architecture.md} lists the steps to add a verb.
 *
 * <p><b>Control.</b> By default a node answers {@code PUBLISH} and {@code WATCH} only from its own host (option
 * {@code --control}). It refuses others with {@code ERROR}.
 *
 * <p><b>Identity.</b> With TLS, {@code PUBLISH} and {@code WATCH} need the certificate of an operator. REGISTER, LEAVE,
 * HELLO and DEAD are accepted only from peers whose certificate names the host that they claim.
 *
 * <p><b>Lines.</b> A line is UTF-8, at most {@value gossip.protocol.Codec#MAX_LINE} bytes long, and ends with
 * {@code \n}. A {@code \r} before the {@code \n} is ignored. One space separates the verb and the fields. Free text is
 * the last field. A field in brackets is optional. Fields after the known ones are ignored. An address is
 * {@code host:port}. Its host is no wildcard and has no zone, and each host has one text ({@code Host}).
 * The start is the time in milliseconds since 1970 at which the process of the peer started. The
 * incarnation begins as the start and is higher after a rejoin. The version is 1 if none is given, the network
 * {@code gossip}. A name has no space and at most 64 characters; {@code -} stands for no name. A digest is 64
 * bits in hexadecimal and summarizes the received messages. Peers that received the same messages have the same digest.
 *
 * <table>
 * <caption>The verbs: a client is any program that connects, such as {@code nc}</caption>
 * <tr><th>verb and fields</th><th>sender and receiver</th><th>meaning and reply</th></tr>
 * <tr><td>{@code REGISTER address incarnation degree [lease-ms [most [start [version [network
 *     [name [signed [published]]]]]]]]}</td><td>peer to seed</td><td>Registers the
 *     incarnation for the duration of the lease, or renews the lease. Reports the degree and the number of messages
 *     that this process published; {@code -} stands for unsigned before it. Requests at most
 *     {@code most} other members. The default lease is 91 s, the longest is one hour. One connection
 *     registers one address. Reply: {@code LIST} or {@code BURIED}; {@code ERROR} if the network or the version
 *     differs, or if an incarnation that is not listed, or its start, is more than one day ahead of the
 *     clock of the seed. If another incarnation of the address is listed, the seed
 *     probes the address for at most 2 s. The incarnation that replies is listed; {@code ERROR} if it is not the
 *     registering one.</td></tr>
 * <tr><td>{@code LIST total listed [unlinked]}</td><td>seed to peer or client</td><td>Starts a member list.
 *     {@code total} is the number of members without the peer that registers. {@code listed} lines {@code MEMBER}
 *     follow. After {@code REGISTER} with {@code most} of 128 or more, they are all members up to 128. Above, they are
 *     draws with replacement in proportion to the degree, {@code most} / 4 from this program (32 to 128), and
 *     {@code unlinked} members have the degree 0. In all other cases they are a uniform sample: at most {@code most}
 *     members, at most 10,000 after {@code MEMBERS}.</td></tr>
 * <tr><td>{@code MEMBER address incarnation degree [start [name [published]]]}</td><td>seed to peer or client</td><td>
 *     One member, with the degree that it reported last and the number of messages that its process
 *     published.</td></tr>
 * <tr><td>{@code BURIED address incarnation}</td><td>seed to peer</td><td>The seed holds a tombstone for the
 *     registering incarnation or for a later one. Only an incarnation above the given one can
 *     register. Reply: {@code REGISTER} with such an incarnation.</td></tr>
 * <tr><td>{@code DEAD address [incarnation [reporter]]}</td><td>peer to every seed</td><td>Reports a death, by default
 *     of the listed incarnation. The seed probes the reported peer for a fourteenth of its lease, which is half a
 *     heartbeat, but at least 0.5 s and at most 7 s. Reply: {@code REMOVED} or {@code ALIVE}, or
 *     {@code ERROR} if the seed cannot dial.</td></tr>
 * <tr><td>{@code REMOVED address}</td><td>seed to peer</td><td>The seed does not list the reported or leaving
 *     incarnation.</td></tr>
 * <tr><td>{@code ALIVE address incarnation}</td><td>seed to peer</td><td>The reported or leaving peer replied to the
 *     probe of the seed.</td></tr>
 * <tr><td>{@code LEAVE address incarnation}</td><td>peer to every seed and neighbor</td><td>The peer leaves the
 *     network. A neighbor closes the link. A seed probes the peer. Reply: {@code REMOVED} if the peer replies that it
 *     is leaving, refuses the connection or is silent; {@code ERROR} if the seed cannot dial; otherwise
 *     {@code ALIVE}.</td></tr>
 * <tr><td>{@code MEMBERS [address|most]}</td><td>client or peer to seed</td><td>Requests the member list, at most
 *     {@code most} of its members, or the member with this address. Reply: {@code LIST}.</td></tr>
 * <tr><td>{@code STATUS}</td><td>client to seed or peer</td><td>Requests the state. Reply: {@code STATE}.</td></tr>
 * <tr><td>{@code STATE key=value ...}</td><td>seed or peer to client</td><td>The state of the node.</td></tr>
 * <tr><td>{@code PING [token [digest]]}</td><td>peer, seed or client to peer</td><td>Asks whether the peer is alive.
 *     On a link it carries the digest of the sender. Reply: {@code PING_REPLY}. If the digests of two {@code PING} in
 *     a row differ from that of the receiver, an exchange begins as after {@code DIGEST}.</td></tr>
 * <tr><td>{@code PING_REPLY token address incarnation degree published digest [start
 *     [leaving]]}</td><td>peer to the sender of
 *     {@code PING}</td><td>The peer is alive. {@code token} is copied from the {@code PING}. {@code published} is the
 *     number of messages that this process published.</td></tr>
 * <tr><td>{@code HELLO address incarnation [start [version [network [name [signed]]]]]}</td><td>peer to peer</td><td>As
 *     the first line of a connection: asks for a
 *     link. Reply: {@code HELLO} to accept, {@code FULL} or {@code BYE} to refuse. {@code ERROR} means that network,
 *     version or clock do not match, or that only one of the two signs its messages, as {@code signed} states. On an
 *     open link: reports a higher incarnation of the same process.</td></tr>
 * <tr><td>{@code FULL [address ...]}</td><td>peer to the sender of {@code HELLO}</td><td>Refuses the link, because the
 *     peer has its maximum degree. Names neighbors that the sender may try instead.</td></tr>
 * <tr><td>{@code SURPLUS}</td><td>peer to the neighbor that it dialed</td><td>This link is an extra link. It was
 *     opened to repair the overlay, not for a join or in place of a lost link. Both ends add it to their
 *     surplus.</td></tr>
 * <tr><td>{@code SHED}</td><td>peer to neighbor</td><td>The sender has a surplus and asks to close this link. Reply:
 *     {@code BYE} if the neighbor does not need the link either, otherwise none.</td></tr>
 * <tr><td>{@code BYE reason}</td><td>peer to peer</td><td>Refuses a link, or closes it. The sender is alive.</td></tr>
 * <tr><td>{@code GOSSIP hops address/start/sequence text}</td><td>peer to neighbor</td><td>A gossip message,
 *     identified by its origin and sequence number. {@code hops} counts the links that it crossed, including this
 *     one.</td></tr>
 * <tr><td>{@code SIGNED hops address/start/sequence fingerprint signature text}</td><td>peer to neighbor</td><td>A
 *     signed gossip message, in place of {@code GOSSIP} on links between peers that sign. The signature covers
 *     {@code gossip-signed-1 network fingerprint address/start/sequence text}. Fingerprint and signature are base64url
 *     without padding. The text has at most {@value gossip.protocol.Codec#MAX_SIGNED_TEXT} bytes.</td></tr>
 * <tr><td>{@code CERTIFICATE der}</td><td>peer to neighbor</td><td>The certificate of an origin, and after it
 *     intermediate ones, in base64url. Its SHA-256 is the fingerprint in {@code SIGNED}. Sent on a link before the
 *     first message that names it, and again before the messages that answer an exchange.</td></tr>
 * <tr><td>{@code DIGEST digest}</td><td>peer to neighbor</td><td>The digest of the sender, sent when a link opens,
 *     when a full send queue has drained, and when the digests of two {@code PING} in a row differ. If the digests
 *     differ, the end with the lower address begins an exchange: it sends {@code BUCKETS -}, or {@code WATERMARKS -} if
 *     it knows at most 16 origins.</td></tr>
 * <tr><td>{@code BUCKETS prefix}</td><td>peer to neighbor</td><td>Asks for the digests under a prefix of the hash of
 *     origins: up to 15 hexadecimal digits, {@code -} for none. Reply: {@code SUMS}.</td></tr>
 * <tr><td>{@code SUMS prefix horizon count sum ...}</td><td>peer to neighbor</td><td>16 pairs: the number of origins
 *     and their digest, for each next digit. For the horizon, see {@code WATERMARKS}.</td></tr>
 * <tr><td>{@code WATERMARKS prefix horizon count}</td><td>peer to neighbor</td><td>{@code count} lines
 *     {@code WATERMARK} follow, at most 16: all origins of the sender under the prefix. The sender may have forgotten
 *     an origin that was silent for {@code horizon} seconds. If it does not list such an origin, the receiver sends it
 *     none of the messages of this origin. Reply: {@code WATERMARK} lines for what the receiver lacks, {@code FLOOR}
 *     and {@code GOSSIP} lines with everything that the sender lacks, then {@code SUPPLIED}.</td></tr>
 * <tr><td>{@code WATERMARK address start next [age [first end] ...]}</td><td>peer to neighbor</td><td>The sender has
 *     received its latest message of this origin {@code age} seconds ago. It needs no message with a sequence number
 *     below {@code next}, nor from {@code first} up to and without {@code end}; it names up to 64 such ranges. Outside
 *     of a list, it is a request. Reply: {@code FLOOR} and {@code GOSSIP} lines.</td></tr>
 * <tr><td>{@code SUPPLIED prefix [lines]}</td><td>peer to neighbor</td><td>Ends the reply to {@code WATERMARKS},
 *     with its number of {@code FLOOR} and {@code GOSSIP} lines.</td></tr>
 * <tr><td>{@code FLOOR address start next [age]}</td><td>peer to neighbor</td><td>The sender cannot supply all
 *     messages of this origin below {@code next}, because it no longer stores them. Its latest message of the origin
 *     arrived {@code age} seconds ago. The receiver asks other neighbors before it gives the messages up.</td></tr>
 * <tr><td>{@code PRUNE}</td><td>peer to neighbor</td><td>This link leaves the broadcast tree. Both ends announce
 *     messages on it with {@code IHAVE} and do not send them.</td></tr>
 * <tr><td>{@code IHAVE address/start first end [first end ...] [address/start ...]}</td><td>peer to neighbor</td>
 *     <td>The sender has received the messages of each origin from {@code first} up to and without
 *     {@code end}. At most 16 origins, 64 ranges and 1,024 messages.</td></tr>
 * <tr><td>{@code GRAFT [address/start first end ...]}</td><td>peer to neighbor</td><td>This link joins the broadcast
 *     tree. Both ends send messages on it. Reply: {@code GOSSIP} lines with the named messages, in the form of
 *     {@code IHAVE}, and with those that the receiver has not announced yet. Without names, the receiver is the parent
 *     of the sender in the tree.</td></tr>
 * <tr><td>{@code WANT address/start first end ...}</td><td>peer to neighbor</td><td>Requests messages. The link stays
 *     out of the tree. Reply: {@code GOSSIP} lines.</td></tr>
 * <tr><td>{@code ROOT degree address time hops}</td><td>peer to neighbor</td><td>Builds the broadcast tree with the
 *     peer at {@code address} as its root, which sent this message at {@code time}. {@code degree} is that of the root
 *     if it is a hub, or 0 for the first origin. The sender is {@code hops} links away from the root. The receiver
 *     forwards the first copy of the {@code ROOT} with the highest degree, and sends this {@code ROOT} to each new
 *     neighbor. The links of first copies join the tree, those of second copies leave it.</td></tr>
 * <tr><td>{@code PUBLISH text}</td><td>client to peer</td><td>Publishes the text in the form of the specification.
 *     Reply: {@code PUBLISHED}.</td></tr>
 * <tr><td>{@code PUBLISHED address/start/sequence}</td><td>peer to client</td><td>The id of the published
 *     message.</td></tr>
 * <tr><td>{@code NEIGHBORS}</td><td>client to peer</td><td>Requests the links. Reply: {@code ROWS}, with a row for each
 *     neighbor: {@code peer direction since rtt misses messagesIn messagesOut bytesIn bytesOut queue}. {@code since} is
 *     in milliseconds since 1970, {@code rtt} in ms, {@code -} before the first reply to a PING. {@code queue} counts
 *     the bytes that are not yet sent.</td></tr>
 * <tr><td>{@code SEEN address/start/sequence}</td><td>client to peer</td><td>Asks how the peer received a message.
 *     Reply: {@code STATE seen=yes|no id= time=}, and {@code from at hops copies} while the peer retains the message.
 *     {@code copies} counts later copies. {@code from} is {@code -} for a message of the peer itself.</td></tr>
 * <tr><td>{@code MESSAGES [most]}</td><td>client to peer</td><td>Requests the newest retained messages, oldest first.
 *     Reply: {@code ROWS}, with the rows {@code id at from hops copies text}.</td></tr>
 * <tr><td>{@code EVIDENCE [address]}</td><td>client to seed or peer</td><td>Requests what the node recorded about the
 *     failures of a peer, oldest first. Without an address, of all peers. Reply: {@code ROWS}, with the rows
 *     {@code time event} and the keys of the event. Without an address, {@code peer} follows the event. The removal
 *     of a peer at a seed has its {@code name} as the last key, unless it had none. A node of an earlier version
 *     replies {@code ERROR} to the request without an address.</td></tr>
 * <tr><td>{@code WATCH [glob[,glob...]]}</td><td>client to seed or peer</td><td>Requests all later events, or those
 *     whose names match. Reply: {@code STATE watching=}, then {@code EVENT} lines until the client closes the
 *     connection. A client that does not read is disconnected.</td></tr>
 * <tr><td>{@code ROWS count}</td><td>seed or peer to client</td><td>Starts a reply. {@code count} lines {@code ROW}
 *     follow.</td></tr>
 * <tr><td>{@code ROW key=value ...}</td><td>seed or peer to client</td><td>One row. A value with a space is
 *     quoted. {@code text}, if present, is the last key, and its value is the rest of the line.</td></tr>
 * <tr><td>{@code EVENT time= event= key=value ...}</td><td>seed or peer to client</td><td>One event, with the names
 *     and keys of the event log. The text of a message is in {@code text}.</td></tr>
 * <tr><td>{@code ERROR reason}</td><td>any node to the sender of a line</td><td>States why the line is invalid or
 *     refused. The connection closes.</td></tr>
 * </table>
 */
package gossip.protocol;
