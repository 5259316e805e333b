/**
 * HTTP pages of nodes and of the dashboard, on the HTTP server of the JDK.
 *
 * <ul>
 * <li>{@link gossip.http.PageServer}: serves pages; refuses requests that a page of another host made, also one whose
 *     name resolves to loopback ({@code LoopbackGuard})
 * <li>{@code ServerLimits}, {@code WriteTimeout}: how many connections, and how long a request and a write may take
 * <li>{@link gossip.http.Page}: one page, a function of the request
 * <li>{@link gossip.http.EventStream}: server-sent events, with a bounded queue for each client
 * <li>{@link gossip.http.NodePages} and {@link gossip.http.NodeMetrics}: the metrics and the health of the nodes of a
 *     process
 * </ul>
 *
 * <p>The rule of this package: it knows no node. The caller passes the functions that produce the content.
 */
package gossip.http;
