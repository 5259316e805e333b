package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
class TerminalCommandsTest {

    private static final String ENCODING = "stdin.encoding";

    private final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TerminalCommands typed =
            new TerminalCommands(new Recorder(), new PrintStream(out, true, StandardCharsets.UTF_8));
    private final Optional<String> systemEncoding = Optional.ofNullable(System.getProperty(ENCODING));

    private final class Recorder implements TerminalCommands.Commands {
        @Override
        public void gossip(String text) {
            if (text.equals("too long")) {
                throw new IllegalArgumentException("the message is too long");
            }
            calls.add("gossip " + text);
        }

        @Override
        public String status() {
            return "the status";
        }

        @Override
        public String neighbors() {
            return "the neighbors";
        }

        @Override
        public void leave() {
            calls.add("leave");
        }

        @Override
        public void quit() {
            calls.add("quit");
        }
    }

    @BeforeEach
    void clearEncoding() {
        System.clearProperty(ENCODING);
    }

    @AfterEach
    void restoreEncoding() {
        systemEncoding.ifPresentOrElse(
                name -> System.setProperty(ENCODING, name), () -> System.clearProperty(ENCODING));
    }

    private void type(String input) {
        type(input, StandardCharsets.UTF_8);
    }

    private void type(String input, Charset charset) {
        typed.read(new ByteArrayInputStream(input.getBytes(charset)));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void a_text_is_published() {
        type("Hello, \"world\" \u00e9\ud83d\ude00\n");
        assertEquals(List.of("gossip Hello, \"world\" \u00e9\ud83d\ude00"), calls);
    }

    @Test
    void each_line_is_a_text_whatever_its_line_break() {
        type("one\ntwo\r\nthree");
        assertEquals(List.of("gossip one", "gossip two", "gossip three"), calls);
    }

    @Test
    void a_text_may_contain_a_slash_after_its_first_character() {
        type("a/b /quit\n");
        assertEquals(List.of("gossip a/b /quit"), calls);
    }

    @Test
    void blank_lines_are_not_published() {
        type("\n  \n\t\n");
        assertEquals(List.of(), calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IBM850", "windows-1252", "UTF-16LE"})
    void lines_are_decoded_with_the_charset_of_the_console(String charset) {
        System.setProperty(ENCODING, charset);
        type("caf\u00e9\n", Charset.forName(charset));
        assertEquals(List.of("gossip caf\u00e9"), calls);
    }

    /** In the POSIX locale, Java names US-ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"", "no such charset", "x-unknown", "UTF-8", "ANSI_X3.4-1968"})
    void lines_are_decoded_as_UTF_8_if_no_other_charset_is_named(String charset) {
        System.setProperty(ENCODING, charset);
        type("caf\u00e9\n");
        assertEquals(List.of("gossip caf\u00e9"), calls);
    }

    @ParameterizedTest
    @CsvSource({"/status, the status", "/neighbors, the neighbors"})
    void a_query_is_answered(String query, String answer) {
        type(query + "\n");
        assertEquals(answer, output());
    }

    @ParameterizedTest
    @CsvSource({"/leave, leave", "/quit, quit", "'  /quit  ', quit"})
    void a_command_is_executed(String command, String call) {
        type(command + "\n");
        assertEquals(List.of(call), calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/neighbors", "/leave", "/quit", "/help"})
    void help_lists_every_command(String command) {
        type("/help\n");
        assertTrue(output().contains(command), this::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exit", "/quit now", "/", "/QUIT"})
    void an_unknown_command_is_reported_with_the_known_ones(String command) {
        type(command + "\n");
        assertEquals(List.of("unknown command " + command, "any text     send it to all peers"),
                output().lines().limit(2).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exit", "/quit now"})
    void an_unknown_command_is_not_published(String command) {
        type(command + "\n");
        assertEquals(List.of(), calls);
    }

    @Test
    void the_reason_why_a_text_cannot_be_published_is_printed() {
        type("too long\n");
        assertEquals("the message is too long", output());
    }

    @Test
    void the_next_text_after_a_rejected_one_is_published() {
        type("too long\nshort\n");
        assertEquals(List.of("gossip short"), calls);
    }

    @Test
    void the_end_of_the_input_does_not_end_the_process() {
        type("");
        assertEquals(List.of(), calls);
    }

    @Test
    void a_read_error_is_reported_and_does_not_end_the_process() {
        typed.read(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the terminal is gone");
            }
        });
        assertTrue(output().startsWith("typed lines are no longer read: ") && calls.isEmpty(), this::output);
    }
}
