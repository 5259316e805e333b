/**
 * Texts for people, without knowledge of nodes.
 *
 * <ul>
 * <li>{@link gossip.text.Counts}: numbers with a noun
 * <li>{@link gossip.text.ListenErrors}: why a program cannot listen
 * <li>{@link gossip.text.PrintableText}: which characters a log or a terminal must not receive
 * </ul>
 */
package gossip.text;
