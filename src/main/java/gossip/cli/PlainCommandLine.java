package gossip.cli;

import gossip.cli.ConfigFile.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The everyday command line: known long options, each once and with a good value. It is read here because picocli's
 * engine, two hundred classes compiled for Java 5, which no archive of classes takes, would be half of a daemon's
 * start. Whatever is not plain, a mistake or {@code --help}, is left to {@link FullCommandLine}.
 */
final class PlainCommandLine {

    /** What picocli would expand, unquote or read as another option. */
    private static final String SPECIAL = "\"'$@\\";

    private PlainCommandLine() {}

    /** Sets the options: as given, else as in the file, else to their defaults. False, and none is set, if one is in doubt. */
    static boolean read(List<LongOption<?>> options, ConfigFile configFile, String... args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            boolean apart = equals < 0;
            if (apart && i + 1 == args.length) {
                return false;
            }
            String name = apart ? args[i] : args[i].substring(0, equals);
            if (given.put(name, apart ? args[++i] : args[i].substring(equals + 1)) != null) {
                return false;
            }
        }
        List<Runnable> assignments = new ArrayList<>();
        for (LongOption<?> option : options) {
            Optional<String> value = Optional.ofNullable(given.remove(option.name()))
                    .or(() -> Optional.ofNullable(configFile.options().get(option.nameInFile())).map(Setting::value))
                    .or(option::fallback);
            if (value.isPresent() && !assign(option, value.get(), assignments)) {
                return false;
            }
        }
        if (!given.isEmpty()) {
            return false;
        }
        assignments.forEach(Runnable::run);
        return true;
    }

    private static boolean assign(LongOption<?> option, String value, List<Runnable> assignments) {
        if (value.isEmpty() || value.startsWith("-") || value.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0)) {
            return false;
        }
        try {
            assignments.add(option.reading(value));
            return true;
        } catch (IllegalArgumentException e) {
            // Picocli will come to it too, and say what is wrong, and where.
            return false;
        }
    }
}
