package gossip.cli;

import gossip.protocol.Address;
import java.nio.file.Path;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The content of a configuration file. Each line holds a seed ({@code host:port} or {@code host,port}), a setting
 * {@code option=value} for any long option, a comment after {@code #}, or nothing.
 *
 * @param source name of the file in error messages
 * @param listed seeds in the order of the file, without repetitions
 * @param options settings by the name of the option without the dashes
 */
public record ConfigFile(String source, List<Address> listed, Map<String, Setting> options) {

    /**
     * The value of an option.
     *
     * @param line number of its line, from 1 on
     */
    public record Setting(String value, int line) {}

    /** The seed that is used if no file names one. */
    static final Address DEFAULT_SEED = new Address("127.0.0.1", 5000);

    /** Returns the listed seeds, or {@link #DEFAULT_SEED} if none is listed. */
    public List<Address> seeds() {
        return listed.isEmpty() ? List.of(DEFAULT_SEED) : listed;
    }

    /** Returns what the user should know if no seed is listed. */
    public Optional<String> notice() {
        return listed.isEmpty()
                ? Optional.of(source + " lists no seed, so the seed " + DEFAULT_SEED + " is used") : Optional.empty();
    }

    /** Returns the settings that apply if there is no file. */
    static ConfigFile none() {
        return new ConfigFile("the configuration (no config.txt found)", List.of(), Map.of());
    }

    /**
     * Reads a file.
     *
     * @param knownOptions names of the options that may be set, without dashes; called only if the file sets an option
     * @throws ConfigException if the file cannot be read or has a wrong line; the message names file, line and error
     */
    static ConfigFile read(Path file, Supplier<Set<String>> knownOptions) throws ConfigException {
        return parse(file.toString(), ConfigText.read(file), knownOptions);
    }

    /**
     * Reads the seeds of a configuration file and ignores its settings.
     *
     * @param named the file; if it is empty, the file is found as seeds and peers find it
     * @throws ConfigException if the file cannot be read or names a wrong seed
     */
    public static List<Address> seedsOf(Optional<Path> named) throws ConfigException {
        Optional<Path> file = ConfigDefaults.findFile(named);
        return file.isEmpty() ? none().seeds() : read(file.get(), EveryName::new).seeds();
    }

    /** A set that contains every name. */
    private static final class EveryName extends AbstractSet<String> {
        @Override
        public boolean contains(Object name) {
            return true;
        }

        @Override
        public Iterator<String> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public int size() {
            return 0;
        }
    }

    static ConfigFile parse(String source, List<String> lines, Supplier<Set<String>> knownOptions)
            throws ConfigException {
        Set<Address> seeds = new LinkedHashSet<>();
        Map<String, Setting> options = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            // Editors on Windows begin a file with a byte order mark.
            String line = lines.get(i).replaceFirst("^\ufeff", "").replaceFirst("(^|\\s)#.*", "").strip();
            try {
                ConfigText.requireVisible(line);
                TypingErrors.requireUnquoted(line);
                if (line.indexOf('=') >= 0) {
                    addOption(options, line, i + 1, knownOptions);
                } else if (!line.isEmpty()) {
                    seeds.add(parseSeed(line, knownOptions));
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigException(source + " line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new ConfigFile(source, List.copyOf(seeds), Map.copyOf(options));
    }

    private static Address parseSeed(String line, Supplier<Set<String>> knownOptions) {
        try {
            return Address.parse(line.replaceFirst("\\s*,\\s*", ":"));
        } catch (IllegalArgumentException e) {
            throw TypingErrors.inConfigLine(line, knownOptions.get())
                    .map(hint -> new IllegalArgumentException(hint, e)).orElse(e);
        }
    }

    private static void addOption(Map<String, Setting> options, String line, int number, Supplier<Set<String>> known) {
        int equals = line.indexOf('=');
        String name = line.substring(0, equals).strip().replaceFirst("^--", "");
        if (name.matches("seeds?")) {
            throw new IllegalArgumentException("'" + line + "': a seed is a line HOST:PORT, without '" + name + "='");
        }
        if (!known.get().contains(name)) {
            throw new IllegalArgumentException(
                    "unknown option '" + name + "'; known are " + String.join(", ", known.get()));
        }
        String value = line.substring(equals + 1).strip();
        TypingErrors.requireUnquoted(value);
        Setting earlier = options.putIfAbsent(name, new Setting(value, number));
        if (earlier != null) {
            throw new IllegalArgumentException(
                    "'" + name + "' is already set in line " + earlier.line() + "; delete one of the two lines");
        }
    }
}
