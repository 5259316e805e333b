/**
 * The line protocol that seeds, peers and people with {@code nc} speak: messages, their text, addresses and ids.
 *
 * <p>UTF-8, one message a line ended by {@code \n} (a {@code \r} before it is tolerated), at most
 * {@value gossip.protocol.Codec#MAX_LINE} bytes; a verb and fields split by one space, free text last. A field in
 * brackets may be left out. Addresses read {@code host:port}, incarnations are milliseconds since 1970, digests are
 * hexadecimal.
 *
 * <table>
 * <caption>The verbs</caption>
 * <tr><th>verb and fields</th><th>who sends it</th><th>what answers it</th></tr>
 * <tr><td>{@code REGISTER address incarnation degree [lease-ms [most]]}</td><td>peer to seed, again and again as a
 *     lease</td><td>{@code LIST} of the others, taken before the newcomer is added, or {@code BURIED};
 *     {@code ERROR} if the incarnation is more than a day ahead of the seed's clock</td></tr>
 * <tr><td>{@code LIST total listed}</td><td>seed</td><td>followed by {@code listed} lines {@code MEMBER}</td></tr>
 * <tr><td>{@code MEMBER address incarnation degree}</td><td>seed</td><td></td></tr>
 * <tr><td>{@code BURIED address incarnation}</td><td>seed</td><td>a {@code REGISTER} with a higher incarnation</td></tr>
 * <tr><td>{@code DEAD address [incarnation [reporter]]}</td><td>peer to every seed</td><td>{@code REMOVED} or
 *     {@code ALIVE}, once the seed has probed for itself, for half a heartbeat, a fourteenth of the lease, but not
 *     less than 0.5 s and not more than 7 s</td></tr>
 * <tr><td>{@code REMOVED address}</td><td>seed</td><td></td></tr>
 * <tr><td>{@code ALIVE address incarnation}</td><td>seed</td><td></td></tr>
 * <tr><td>{@code LEAVE address incarnation}</td><td>peer to seed and to neighbor</td><td>{@code REMOVED} by a seed</td></tr>
 * <tr><td>{@code MEMBERS}</td><td>anybody to seed</td><td>{@code LIST} and {@code MEMBER} lines</td></tr>
 * <tr><td>{@code STATUS}</td><td>anybody to any node</td><td>{@code STATE}</td></tr>
 * <tr><td>{@code STATE key=value ...}</td><td>any node</td><td></td></tr>
 * <tr><td>{@code PING [token [digest]]}</td><td>peer or seed to peer, anybody with nc</td><td>{@code PING_REPLY}</td></tr>
 * <tr><td>{@code PING_REPLY token address incarnation degree published digest}</td><td>peer</td><td></td></tr>
 * <tr><td>{@code HELLO address incarnation}</td><td>peer to peer, the first line of a link</td><td>{@code HELLO},
 *     {@code FULL} or {@code BYE}</td></tr>
 * <tr><td>{@code FULL [address ...]}</td><td>peer</td><td>a {@code HELLO} to one of those named</td></tr>
 * <tr><td>{@code SURPLUS}</td><td>peer that has dialled, first on a link that mends the overlay and that nothing
 *     owed</td><td></td></tr>
 * <tr><td>{@code SHED}</td><td>neighbor that has a link too many</td><td>{@code BYE}, by one that can do without it
 *     too</td></tr>
 * <tr><td>{@code BYE reason}</td><td>peer</td><td>the connection ends; nobody is dead</td></tr>
 * <tr><td>{@code GOSSIP hops address/incarnation/sequence text}</td><td>neighbor to neighbor</td><td></td></tr>
 * <tr><td>{@code DIGEST digest}</td><td>neighbor, when a link comes up or has caught up</td><td>{@code WATERMARKS}
 *     when it differs from one's own</td></tr>
 * <tr><td>{@code WATERMARKS count}</td><td>neighbor</td><td>as {@code GRAFT}; followed by {@code count} lines {@code WATERMARK}; then
 *     {@code FLOOR} and {@code GOSSIP} of all that lies beyond</td></tr>
 * <tr><td>{@code WATERMARK address incarnation next}</td><td>neighbor</td><td></td></tr>
 * <tr><td>{@code FLOOR address incarnation next}</td><td>neighbor</td><td></td></tr>
 * <tr><td>{@code PRUNE address incarnation}</td><td>neighbor that has this origin's messages from another one</td><td>
 *     no more of them are pushed to it</td></tr>
 * <tr><td>{@code GRAFT [address incarnation]}</td><td>neighbor that wants this origin's messages again, or everything
 *     because its links have changed</td><td>it is pushed again; {@code DIGEST}</td></tr>
 * <tr><td>{@code ERROR reason}</td><td>any node, before it closes</td><td></td></tr>
 * </table>
 */
package gossip.protocol;
