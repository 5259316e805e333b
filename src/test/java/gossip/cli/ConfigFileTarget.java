package gossip.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** A fuzz target: each configuration file is accepted, or refused with a reason. */
public final class ConfigFileTarget {

    private static final Set<String> OPTIONS = Set.of("--listen", "--ping-interval", "--max-degree", "--name");

    private ConfigFileTarget() {}

    /** @throws AssertionError if a refusal has no reason; other unchecked exceptions are errors, too */
    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = new String(input, StandardCharsets.UTF_8).lines().toList();
        try {
            ConfigFile file = ConfigFile.parse("config.txt", lines, () -> OPTIONS);
            file.options().values().forEach(setting -> {
                parse(setting.value());
            });
        } catch (ConfigException expected) {
            requireReason(expected.getMessage());
        }
    }

    private static void parse(String value) {
        try {
            Durations.parse(value);
        } catch (IllegalArgumentException expected) {
            requireReason(expected.getMessage());
        }
        try {
            HostPort.parse(value);
        } catch (IllegalArgumentException expected) {
            requireReason(expected.getMessage());
        }
    }

    private static void requireReason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw new AssertionError("an error without a reason");
        }
    }
}
