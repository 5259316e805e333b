package gossip.cli;

import gossip.eventlog.ConsoleMode;
import gossip.eventlog.EventLog;
import gossip.eventlog.OutputFormat;
import gossip.journal.Fsync;
import gossip.node.Control;
import gossip.protocol.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that seeds and peers share. A command with this mixin takes the values of all its options from the
 * configuration file, unless the command line gives them.
 */
public final class SharedOptions {

    private final Class<?> otherCommand;
    private ConfigDefaults defaults;
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "FILE", description = "File with seeds and option=value lines. Default:"
            + " config.txt in the working folder, else the one beside the folder scripts.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--output", paramLabel = "FILE", defaultValue = "outputfile.txt",
            description = "File to which events are appended. Default: ${DEFAULT-VALUE}.")
    private Path output;

    @Option(names = "--output-max", paramLabel = "SIZE", converter = ByteSize.Converter.class, description = "Size at"
            + " which the file is renamed to FILE.1, such as 100M. FILE.1 to FILE.3 are kept. Default: no limit.")
    private Optional<Long> outputMax = Optional.empty();

    @Option(names = "--output-format", paramLabel = "logfmt|json", defaultValue = "logfmt",
            description = "Format of the lines in the file. Default: ${DEFAULT-VALUE}.")
    private OutputFormat outputFormat;

    @Option(names = "--console", paramLabel = "events|brief|quiet|raw", description = "What the console shows. events:"
            + " a sentence for each event. brief: without heartbeats and forwarded messages. quiet: only what must be"
            + " known. raw: the lines of the file. Default: events on a terminal, else raw.")
    private Optional<ConsoleMode> console = Optional.empty();

    @Option(names = "--network", paramLabel = "NAME", defaultValue = Identity.DEFAULT_NETWORK,
            converter = NameConverter.class, description = "Name of the network. Seeds and peers of another network are"
            + " refused. Default: ${DEFAULT-VALUE}.")
    private String network;

    @Option(names = "--http", paramLabel = "HOST:PORT", converter = HostPort.Converter.class,
            description = "Serves /metrics, /live and /ready by HTTP. Default: off.")
    private Optional<HostPort> http = Optional.empty();

    @Option(names = "--http-tls", arity = "0..1", fallbackValue = "true", paramLabel = "true|false",
            description = "Serves --http by HTTPS with the certificate of --tls. Default: off.")
    private boolean httpTls;

    @Option(names = "--control", paramLabel = "local|any|none", defaultValue = "local", description = "Who may publish"
            + " through this node and watch it. local: programs on its host. Default: ${DEFAULT-VALUE}.")
    private Control control;

    @Option(names = "--tls", paramLabel = "DIR", description = "Folder with ca.pem, cert.pem and key.pem. All"
            + " connections then use TLS 1.3 with certificates. gossip.sh keys creates them. Default: off.")
    private Optional<Path> tls = Optional.empty();

    @Option(names = "--signed", arity = "0..1", fallbackValue = "true", paramLabel = "true|false",
            description = "Peers sign their messages with the key of --tls and accept only signed ones."
                    + " Needs --tls. Default: off.")
    private boolean signed;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder in which this node stores what it must remember"
            + " after a restart: a seed its members, a peer its messages. Default: off.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--fsync", paramLabel = "always|interval|never", defaultValue = "interval", description = "When"
            + " stored data is forced to the disk. always: after each write. interval: once per second. never: when the"
            + " operating system does it. Default: ${DEFAULT-VALUE}.")
    private Fsync fsync;

    /** @param otherCommand a command that reads the same configuration file; the file may hold its options, too */
    public SharedOptions(Class<?> otherCommand) {
        this.otherCommand = otherCommand;
    }

    @Spec(Spec.Target.MIXEE)
    void setCommand(CommandSpec mixee) {
        command = mixee;
        defaults = new ConfigDefaults(command, otherCommand);
        command.defaultValueProvider(defaults);
    }

    /** Returns the configuration file. Call it after the command line has been parsed. */
    public ConfigFile configFile() {
        return defaults.configFile();
    }

    Path output() {
        return output;
    }

    /**
     * Opens the event log.
     *
     * @throws IOException if its file cannot be opened for appending
     * @throws ParameterException if its file is the configuration file
     */
    public EventLog openLog() throws IOException {
        Optional<Path> configFile = ConfigDefaults.findFile(config);
        if (configFile.isPresent() && Files.isRegularFile(output) && Files.isSameFile(output, configFile.get())) {
            throw new ParameterException(command.commandLine(), "--output: " + output
                    + " is the configuration file; name another", command.findOption("--output"), output.toString());
        }
        return EventLog.open(output(), outputMax.orElse(Long.MAX_VALUE), outputFormat, Terminal.settings(console));
    }

    /** Returns whether the console shows the lines of the event log as they are. */
    public boolean isConsoleRaw() {
        return Terminal.settings(console).mode() == ConsoleMode.RAW;
    }

    /** Returns the name of the network as the protocol writes it, in which a space is an underscore. */
    public String network() {
        return network.replaceAll("(?U)\\s", "_");
    }

    /** Returns where the metrics are served. */
    public Optional<HostPort> http() {
        return http;
    }

    /**
     * Returns whether the metrics are served by HTTPS.
     *
     * @throws ParameterException if there is no certificate
     */
    public boolean httpTls() {
        requireTls(httpTls, "--http-tls", "certificate");
        return httpTls;
    }

    /**
     * Returns whether peers sign their messages.
     *
     * @throws ParameterException if there is no key to sign with
     */
    public boolean signed() {
        requireTls(signed, "--signed", "key that signs");
        return signed;
    }

    private void requireTls(boolean isGiven, String option, String what) {
        if (isGiven && tls.isEmpty()) {
            throw new ParameterException(command.commandLine(), option + " needs --tls DIR, the folder with the "
                    + what, command.findOption(option), "true");
        }
    }

    /** Returns the folder with the certificate of this program, or empty for connections without TLS. */
    public Optional<Path> tls() {
        return tls;
    }

    /** Returns the folder for stored data. */
    public Optional<Path> data() {
        return data;
    }

    public Fsync fsync() {
        return fsync;
    }

    public Control control() {
        return control;
    }
}
