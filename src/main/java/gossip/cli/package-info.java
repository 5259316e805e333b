/**
 * The command line, the configuration file and the commands typed into a running peer.
 *
 * <ul>
 * <li>{@link gossip.cli.Launcher} runs a command and turns its errors into one line and an exit code.
 * <li>{@link gossip.cli.SharedOptions} holds the options that seeds and peers share.
 * <li>{@link gossip.cli.PeerOptions} holds the options of a peer process.
 * <li>{@link gossip.cli.ConfigDefaults} provides the values of options that the command line does not give.
 * <li>{@link gossip.cli.ConfigFile} reads the configuration file, whose text {@code ConfigText} checks.
 * <li>{@link gossip.cli.ConfigException} reports an error in that file.
 * <li>{@link gossip.cli.Durations} parses and formats durations.
 * <li>{@link gossip.cli.ByteSize} parses sizes in bytes, {@code RetentionLimits} the limits of {@code --retain}.
 * <li>{@link gossip.cli.CountOrPercent} parses counts and percentages.
 * <li>{@link gossip.cli.HostPort} parses {@code HOST[:PORT]}.
 * <li>{@link gossip.cli.TextConverter} lets picocli call such a parse method.
 * <li>{@link gossip.cli.TypingErrors} gives hints for what users type wrongly or paste from a document.
 * <li>{@link gossip.cli.VersionProvider} provides the output of {@code --version}.
 * <li>{@link gossip.cli.LocalHost} looks up which hosts are this machine.
 * <li>{@link gossip.cli.NameConverter} checks the name of a peer.
 * <li>{@code Terminal} decides how the console shows events.
 * <li>{@link gossip.cli.TerminalCommands} executes typed lines, which {@link gossip.cli.TypedLines} reads from a
 *     {@code ForegroundInput}, each by its {@link gossip.cli.TypedCommand}.
 * </ul>
 *
 * <p>A command is an annotated class. It declares its options and runs when they are set:
 *
 * <pre>
 * arguments ──► Launcher ──► picocli ──► fields of the command and its mixins ──► call() ──► exit code
 *                              ▲
 * config.txt ──► ConfigFile ──► ConfigDefaults
 * </pre>
 *
 * <p>Options are declared in annotations only. A command prints no errors. It throws
 * {@link picocli.CommandLine.ParameterException} for a wrong value and {@link java.io.IOException} for a failure.
 */
package gossip.cli;
