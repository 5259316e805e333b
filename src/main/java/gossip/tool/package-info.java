/**
 * The subcommands of {@code scripts/gossip.sh}.
 *
 * <ul>
 * <li>{@link gossip.tool.GossipTool}: the program that holds the subcommands
 * </ul>
 */
package gossip.tool;
