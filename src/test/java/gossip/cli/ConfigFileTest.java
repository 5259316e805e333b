package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.ConfigFile.Setting;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

    private static final List<Address> ONE_SEED = List.of(new Address("10.0.0.1", 5001));

    @TempDir
    Path directory;

    private static ConfigFile parse(String... lines) throws ConfigException {
        return ConfigFile.parse("config.txt", List.of(lines),
                () -> new TreeSet<>(List.of("links", "messages", "name")));
    }

    private static String error(String... lines) {
        return assertThrows(ConfigException.class, () -> parse(lines)).getMessage();
    }

    private ConfigFile read(byte[] content) throws IOException, ConfigException {
        return ConfigFile.read(Files.write(directory.resolve("config.txt"), content), TreeSet::new);
    }

    // ---- seeds

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:5001", "10.0.0.1,5001", "10.0.0.1, 5001", "10.0.0.1 ,5001", "  10.0.0.1:5001\t",
            "10.0.0.1:5001 # the first", "10.0.0.1:5001\r"})
    void a_seed_may_be_written_with_a_colon_or_a_comma(String line) throws ConfigException {
        assertEquals(ONE_SEED, parse(line).seeds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]:5000", "[::1],5000"})
    void a_seed_may_have_an_ipv6_host(String line) throws ConfigException {
        assertEquals(List.of(new Address("::1", 5000)), parse(line).seeds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t", "\r", "# 10.0.0.9:1", "  # 10.0.0.9:1", "#"})
    void blank_lines_and_comments_are_ignored(String line) throws ConfigException {
        assertEquals(ONE_SEED, parse(line, "10.0.0.1:5001", line).seeds());
    }

    @Test
    void seeds_keep_their_order() throws ConfigException {
        assertEquals(List.of(new Address("b", 2), new Address("a", 1), new Address("c", 3)),
                parse("b:2", "a:1", "c:3").seeds());
    }

    @Test
    void a_repeated_seed_counts_once() throws ConfigException {
        assertEquals(ONE_SEED, parse("10.0.0.1:5001", "10.0.0.1,5001").seeds());
    }

    @Test
    void a_file_without_seeds_means_the_default_seed_and_says_so() throws ConfigException {
        assertEquals(List.of(new Address("127.0.0.1", 5000)), parse("links=3").seeds());
        assertEquals(Optional.of("config.txt lists no seed, so the seed 127.0.0.1:5000 is used"),
                parse("links=3").notice());
        assertEquals(Optional.empty(), parse("127.0.0.1:5000").notice());
    }

    // ---- options

    @ParameterizedTest
    @ValueSource(strings = {"links=3", "--links=3", " links = 3 ", "links=3 # three", "links=3\r"})
    void an_option_may_have_dashes_spaces_and_a_comment(String line) throws ConfigException {
        assertEquals(Map.of("links", new Setting("3", 1)), parse(line).options());
    }

    @Test
    void a_setting_has_the_number_of_its_line() throws ConfigException {
        assertEquals(new Setting("5", 3), parse("# comment", "", "messages=5").options().get("messages"));
    }

    @Test
    void a_value_may_contain_an_equals_sign_and_a_hash_inside_a_word() throws ConfigException {
        assertEquals("a=b#c", parse("name=a=b#c").options().get("name").value());
    }

    // ---- errors

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a:70000     | port 70000 is not in 1..65535
            a,70000     | port 70000 is not in 1..65535
            a:0         | port 0 is not in 1..65535
            a           | 'a' is not host:port
            a:b         | port 'b' is not a number in 1..65535
            :           | host '' is not a host name or IP address
            ::          | IPv6 host ':' must stand in brackets
            ::1:5000    | IPv6 host '::1' must stand in brackets
            color=red   | unknown option 'color'; known are links, messages, name
            =3          | unknown option ''; known are links, messages, name
            """)
    void a_wrong_line_is_reported_with_its_number(String line, String error) {
        assertEquals("config.txt line 3: " + error, error("# comment", "", line));
    }

    /** The command line refuses a repeated option, too. */
    @Test
    void a_repeated_option_is_reported_with_both_lines() {
        assertEquals("config.txt line 3: 'links' is already set in line 1; delete one of the two lines",
                error("links=1", "a:1", "--links = 2"));
    }

    // ---- files

    @Test
    void a_file_with_windows_line_breaks_is_read() throws Exception {
        assertEquals(ONE_SEED, read("# seeds\r\n\r\n10.0.0.1:5001\r\n".getBytes(StandardCharsets.UTF_8)).seeds());
    }

    @Test
    void a_last_line_without_a_line_break_is_read() throws Exception {
        assertEquals(ONE_SEED, read("# seeds\n10.0.0.1:5001".getBytes(StandardCharsets.UTF_8)).seeds());
    }

    @Test
    void an_empty_file_is_valid() throws Exception {
        assertEquals(List.of(ConfigFile.DEFAULT_SEED), read(new byte[0]).seeds());
    }

    /** Editors on Windows write one. */
    @Test
    void a_byte_order_mark_is_not_part_of_the_first_line() throws Exception {
        assertEquals(ONE_SEED, read("\ufeff10.0.0.1:5001\n".getBytes(StandardCharsets.UTF_8)).seeds());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            10.0.0.1:5001\u00a0       | the invisible character U+00A0 follows '10.0.0.1:5001'; delete it, or type a space
            10.0.0.1:\u200b5001       | the invisible character U+200B follows '10.0.0.1:'; delete it, or type a space
            links\u00a0=3             | the invisible character U+00A0 follows 'links'; delete it, or type a space
            \u202elinks=3             | the invisible character U+202E follows ''; delete it, or type a space
            """)
    void an_invisible_character_is_named(String line, String error) {
        assertEquals("config.txt line 1: " + error, error(line));
    }

    @Test
    void a_comment_may_have_any_character() throws ConfigException {
        assertEquals(ONE_SEED, parse("10.0.0.1:5001 # \u00a0\u200b", "#\u00a0").seeds());
    }

    private String readError(byte[] content) {
        return assertThrows(ConfigException.class, () -> read(content)).getMessage()
                .replace(directory.resolve("config.txt").toString(), "FILE");
    }

    @Test
    void a_file_in_another_encoding_is_reported_with_its_line() {
        String utf16 = "FILE line 1: this is not UTF-8 text, but probably UTF-16; save the file as UTF-8";
        assertEquals(utf16, readError("10.0.0.1:5001\n".getBytes(StandardCharsets.UTF_16)));
        assertEquals(utf16, readError("10.0.0.1:5001\n".getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("FILE line 2: the byte 0xE9 is not UTF-8 text; save the file as UTF-8",
                readError("10.0.0.1:5001\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void a_file_without_an_end_is_not_read_to_its_end() {
        assertEquals("FILE has more than 1048576 bytes, the limit of a configuration file",
                readError(new byte[ConfigText.MAX_BYTES + 1]));
    }

    @Test
    void a_missing_file_is_reported() {
        Path missing = directory.resolve("missing.txt");
        ConfigException error = assertThrows(ConfigException.class, () -> ConfigFile.read(missing, TreeSet::new));
        assertEquals("config file " + missing + " does not exist", error.getMessage());
    }

    @Test
    void an_unreadable_file_is_reported() {
        ConfigException error = assertThrows(ConfigException.class, () -> ConfigFile.read(directory, TreeSet::new));
        assertTrue(error.getMessage().startsWith("config file " + directory + " cannot be read"),
                error.getMessage());
    }

    // ---- what users type wrongly or paste from a document

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name=“ada”                     | leave out the quotes of “ada”, which this file does not need
            name="ada"                     | leave out the quotes of "ada", which this file does not need
            ‘a:1’                          | leave out the quotes of ‘a:1’, which this file does not need
            name: ada                      | 'name: ada' is not a seed; an option is written name=VALUE
            ––name ada                     | '––name ada' is not a seed; an option is written name=VALUE
            10.0.0.1:5000;10.0.0.1:5001    | '10.0.0.1:5000;10.0.0.1:5001' names several seeds; write each on a line of \
            its own
            seed=10.0.0.1:5000             | 'seed=10.0.0.1:5000': a seed is a line HOST:PORT, without 'seed='
            """)
    void what_was_meant_is_named(String line, String message) {
        assertEquals("config.txt line 2: " + message, error("10.0.0.1:5001", line));
    }
}
