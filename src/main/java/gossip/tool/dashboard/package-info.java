/**
 * The dashboard: a page that shows the network live or replays a log.
 *
 * <ul>
 * <li>{@link gossip.tool.dashboard.Dashboard}: the server; what it asks of the network
 * <li>{@code LiveView}: the events of all nodes, and the answers to regular queries as events
 * <li>{@code Recording}: the events of a log
 * <li>{@code DashboardPages}: the files of the page, in {@code src/main/resources/dashboard}
 * </ul>
 *
 * <p>The page computes its whole state from events ({@code model.js}). So the live page and the replay share it.
 *
 * <pre>
 * nodes --WATCH, STATUS, NEIGHBORS--> LiveView --server-sent events--> page
 * log --------------------------> Recording --one JSON document------> page
 * </pre>
 */
package gossip.tool.dashboard;
