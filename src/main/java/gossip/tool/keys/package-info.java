/**
 * The commands {@code gossip.sh keys}, which create and show the files for the option {@code --tls}.
 *
 * <ul>
 * <li>{@link gossip.tool.keys.KeysCommand}: has the commands {@code KeysInitCommand}, {@code KeysIssueCommand} and
 *     {@code KeysShowCommand}
 * <li>{@code KeyAuthority}: a certificate authority in a folder, with the {@code Keytool} of the Java runtime
 * </ul>
 */
package gossip.tool.keys;
