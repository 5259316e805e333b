/**
 * The event log: every event of seeds and peers as one line, the same in the file and on the console.
 *
 * <p>{@code 2026-11-22T12:40:01.123+01:00 PEER 127.0.0.1:6001 GOSSIP_RECEIVED id=... from=... hops=2 message="..."}
 * is made of slf4j key-values by {@link gossip.eventlog.LogfmtEncoder}; logback writes it, in batches.
 */
package gossip.eventlog;
