/**
 * The subcommand of {@code gossip.sh} that reads the folder of {@code --data}.
 *
 * <ul>
 * <li>{@link gossip.tool.data.DataCommand}: {@code data show} and {@code data verify}
 * </ul>
 */
package gossip.tool.data;
