package gossip.cli;

import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The configuration file: a seed per line ({@code host:port} or {@code host,port}), {@code option=value} lines for any
 * long option, {@code #} comments, blank lines.
 *
 * @param source how to call the file when something in it is wrong
 * @param options by name without the dashes
 */
public record ConfigFile(String source, List<Address> seeds, Map<String, Setting> options) {

    /** A value and where it stands. */
    public record Setting(String value, int line) {}

    /** What is used where there is no file. */
    static final Address DEFAULT_SEED = new Address("127.0.0.1", 5000);

    /** Returns what is used where there is no file: the default seed and no options. */
    public static ConfigFile none() {
        return new ConfigFile("(no config file)", List.of(DEFAULT_SEED), Map.of());
    }

    /** @throws ConfigException naming the file, the line and what is wrong */
    static ConfigFile read(Path file, Supplier<Set<String>> knownOptions) throws ConfigException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException("config file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new ConfigException("config file " + file + " cannot be read: " + e, e);
        }
        return parse(file.toString(), lines, knownOptions);
    }

    static ConfigFile parse(String source, List<String> lines, Supplier<Set<String>> knownOptions) throws ConfigException {
        Set<Address> seeds = new LinkedHashSet<>();
        Map<String, Setting> options = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            // Editors on Windows begin a file with a byte order mark.
            String line = lines.get(i).replaceFirst("^\ufeff", "").replaceFirst("(^|\\s)#.*", "").strip();
            try {
                if (line.indexOf('=') >= 0) {
                    addOption(options, line, i + 1, knownOptions);
                } else if (!line.isEmpty()) {
                    seeds.add(Address.parse(line.replaceFirst("\\s*,\\s*", ":")));
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigException(source + " line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        List<Address> named = seeds.isEmpty() ? List.of(DEFAULT_SEED) : new ArrayList<>(seeds);
        return new ConfigFile(source, List.copyOf(named), Map.copyOf(options));
    }

    private static void addOption(Map<String, Setting> options, String line, int number, Supplier<Set<String>> known) {
        int equals = line.indexOf('=');
        String name = line.substring(0, equals).strip().replaceFirst("^--", "");
        if (!known.get().contains(name)) {
            throw new IllegalArgumentException(
                    "unknown option '" + name + "'; known are " + String.join(", ", known.get()));
        }
        options.put(name, new Setting(line.substring(equals + 1).strip(), number));
    }
}
