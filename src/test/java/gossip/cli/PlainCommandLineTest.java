package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.ConfigFile.Setting;
import gossip.protocol.Address;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The everyday command line is read without picocli, and means the same. */
class PlainCommandLineTest {

    private static ConfigFile file(Map<String, Setting> options) {
        return new ConfigFile("test", List.of(new Address("127.0.0.1", 5000)), options);
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ");
    }

    private static boolean isPlain(Probe probe, ConfigFile configFile, String... args) {
        probe.configure(configFile);
        return PlainCommandLine.read(probe.options(), configFile, args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--links 4", "--links=4", "--name ada --count=3", "--name=a=b", "--name a-b:c,d#e~f",
            "--listen [::1]:7000 --max-degree 9", "--listen 127.0.0.1:0", "--dissemination PRUNE --on-exit Leave",
            "--gossip-interval 007ms --ping-interval=24h", "--messages 010", "--config=x --output y", "--ping-misses +5"})
    void a_plain_line_means_what_it_means_to_picocli(String line) {
        ConfigFile configFile = file(Map.of("messages", new Setting("7", 1), "links", new Setting("3", 2)));
        Probe plain = new Probe();
        Probe full = new Probe();
        assertTrue(isPlain(plain, configFile, words(line)));
        full.configure(configFile);
        assertEquals(0, FullCommandLine.run(full, configFile, words(line)));
        assertEquals(full.settings(), plain.settings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-V", "--version", "--links", "--links x", "--links=", "stray", "--links 4 stray",
            "--links 4 --links 5", "--color=red", "--name -x", "--name --links", "--name @file", "--name ${sys:user.name}",
            "--name \"ada\"", "-- --links", "--links 2147483648", "--ping-interval 13", "--on-exit explode"})
    void what_is_not_plain_is_left_to_picocli(String line) {
        assertFalse(isPlain(new Probe(), file(Map.of()), words(line)));
    }

    @Test
    void a_value_in_the_file_that_picocli_would_expand_is_left_to_it() {
        assertFalse(isPlain(new Probe(), file(Map.of("name", new Setting("${env:HOME}", 1)))));
    }
}
