/**
 * The program with the subcommands of {@code scripts/gossip.sh}.
 *
 * <ul>
 * <li>{@link gossip.tool.GossipTool} lists the subcommands and has the {@code main} method
 * <li>{@link gossip.tool.ToolCommand}: what the commands about a running network share; class {@code XCommand} has the
 *     command x, such as {@link gossip.tool.StatusCommand}
 * <li>{@link gossip.tool.DeliveryWait}, {@link gossip.tool.ReceptionTree}, {@link gossip.tool.OverlayView},
 *     {@link gossip.tool.OverlayGraph}, {@link gossip.tool.GraphFormats}, {@link gossip.tool.Timeline},
 *     {@link gossip.tool.IncarnationEvidence}, {@link gossip.tool.Findings} and {@link gossip.tool.NodeCheck}: the
 *     results of the commands
 * <li>{@link gossip.tool.Columns}: tables for people
 * </ul>
 *
 * A subcommand is an annotated class with options and a {@code call} method. It needs no code for help, errors and exit
 * codes, because {@link gossip.cli.Launcher} provides them. Reference: {@code src/docs/tool.md}.
 */
package gossip.tool;
