/**
 * The program with the subcommands of {@code scripts/gossip.sh}.
 *
 * <ul>
 * <li>{@link gossip.tool.GossipTool} lists the subcommands and has the {@code main} method
 * <li>{@link gossip.tool.DashboardCommand} serves the dashboard, with the files of {@code DashboardPages} and, in a
 *     replay, the events of a {@code Recording}
 * <li>{@link gossip.tool.Json} writes JSON documents
 * </ul>
 *
 * A subcommand is an annotated class with options and a {@code call} method. It needs no code for help, errors and exit
 * codes, because {@link gossip.cli.Launcher} provides them.
 */
package gossip.tool;
