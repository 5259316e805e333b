/**
 * The event log: every event of seeds and peers as one line, appended to a file and printed on the console.
 *
 * <ul>
 * <li>{@link gossip.eventlog.EventLog}: opens the log of a process, starts its threads and closes it
 * <li>{@link gossip.eventlog.EventLogger}: the listener of a node, which logs each event
 * <li>{@link gossip.eventlog.NodeLogger}: passes one event to logback, with the role and address of the node
 * <li>{@link gossip.eventlog.BadInputLimit}: logs the first {@code BAD_INPUT} of a second, and counts the others
 * <li>{@link gossip.eventlog.NodeEvent}: an event as it passes through logback
 * <li>{@link gossip.eventlog.EventQueue}: a logback appender that encodes events into {@link gossip.eventlog.LogLines}
 * <li>{@link gossip.eventlog.LogWriter}: writes the lines in batches
 * <li>{@link gossip.eventlog.OutputFormat}: chooses between {@link gossip.eventlog.LogfmtEncoder} and
 *     {@link gossip.eventlog.JsonEncoder}, each a {@link gossip.eventlog.EventEncoder}: from an event to a line, with
 *     the texts of {@link gossip.eventlog.ValueTexts}
 * <li>{@link gossip.eventlog.LogFile}: appends to the file, and reports a failed write
 * <li>{@link gossip.eventlog.RotatingFile}: creates the file again if it was removed or renamed, and rotates it
 * <li>{@link gossip.eventlog.ConsoleSettings} and {@link gossip.eventlog.ConsoleMode}: what the console shows
 * <li>{@link gossip.eventlog.ConsoleEncoder}: from an event to rows for a person, with
 *     {@link gossip.eventlog.EventSentence}, {@link gossip.eventlog.NodeNames} and {@link gossip.eventlog.TerminalText}
 * <li>{@link gossip.eventlog.ConsoleWriter}: prints, and skips lines while the console is blocked
 * <li>{@link gossip.eventlog.TypedLine}: inserts output above the line that the user is typing
 * </ul>
 *
 * <pre>
 *   threads of the nodes                thread "event log"               thread "console"
 *
 *   NodeLogger ──► EventQueue ─────────► LogWriter ──► LogFile ──► RotatingFile
 *                  EventEncoder                │
 *                  ConsoleEncoder              │
 *                  2 MiB, blocks               │
 *                  when full                   │
 *                                              └──────► backlog ──────────► ConsoleWriter ──► standard output
 *                                                       4 MiB, skips
 *                                                       lines when full
 * </pre>
 *
 * <p>The rule: a node adds the line of its event to a buffer. The file and the console have threads of their own.
 * The format and the guarantees are in {@code src/docs/event-log.md}.
 */
package gossip.eventlog;
