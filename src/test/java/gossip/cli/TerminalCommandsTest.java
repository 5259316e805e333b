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
    private final PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final TerminalCommands typed =
            new TerminalCommands(commands(), Optional.of(new Recorder()), print);
    private final Optional<String> systemEncoding = Optional.ofNullable(System.getProperty(ENCODING));

    private List<TypedCommand> commands() {
        return List.of(TypedCommand.showing("/status", "show it", () -> "the status"),
                TypedCommand.asking("/explain", "NAME", "explain it", name -> "why " + name),
                TypedCommand.ending("/leave", "leave it", () -> calls.add("leave")),
                TypedCommand.ending("/quit", "quit it", () -> calls.add("quit")));
    }

    private final class Recorder implements TerminalCommands.Texts {
        @Override
        public void gossip(long line, String text) {
            calls.add("gossip " + text);
        }

        @Override
        public void reject(long line, String reason) {
            calls.add("line " + line + ": " + reason);
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
        type(input.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private void type(byte[] input, Charset charset) {
        typed.read(new TypedLines(new ByteArrayInputStream(input), charset, 0));
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
    @ValueSource(strings = {"IBM850", "windows-1252", "GBK"})
    void lines_of_a_terminal_are_decoded_with_its_charset(String charset) {
        System.setProperty(ENCODING, charset);
        type("caf\u00e9\n".getBytes(Charset.forName(charset)), TerminalCommands.charset(true));
        assertEquals(List.of("gossip caf\u00e9"), calls);
    }

    /** In the POSIX locale, Java names US-ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"", "no such charset", "x-unknown", "UTF-8", "ANSI_X3.4-1968"})
    void lines_of_a_terminal_are_decoded_as_UTF_8_if_no_other_charset_is_named(String charset) {
        System.setProperty(ENCODING, charset);
        assertEquals(StandardCharsets.UTF_8, TerminalCommands.charset(true));
    }

    @Test
    void lines_of_a_file_or_a_pipe_are_decoded_as_UTF_8() {
        System.setProperty(ENCODING, "IBM850");
        assertEquals(StandardCharsets.UTF_8, TerminalCommands.charset(false));
    }

    @Test
    void a_second_slash_publishes_a_text_that_begins_with_one() {
        type("//etc/passwd\n///\n");
        assertEquals(List.of("gossip /etc/passwd", "gossip //"), calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/leave", "/quit"})
    void after_a_command_that_ends_the_process_no_line_is_read(String command) {
        type(command + "\nlate\n");
        assertEquals(List.of(command.substring(1)), calls);
        assertEquals("", output());
    }

    @ParameterizedTest
    @CsvSource({"/status, the status", "/explain ada, why ada", "/explain, 'why '"})
    void a_query_is_answered(String query, String answer) {
        type(query + "\n");
        assertEquals(answer, output().lines().findFirst().orElseThrow());
    }

    @Test
    void a_line_that_is_not_UTF_8_is_rejected_and_the_next_one_is_published() {
        type("one\ncaf\u00e9\nthree\n".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        assertEquals(List.of("gossip one", "line 2: byte 4 of it is 0xE9, which is not UTF-8 text", "gossip three"),
                calls);
    }

    @ParameterizedTest
    @CsvSource({"/leave, leave", "/quit, quit", "'  /quit  ', quit"})
    void a_command_is_executed(String command, String call) {
        type(command + "\n");
        assertEquals(List.of(call), calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/explain NAME", "/leave", "/quit", "/help", "any text", "//text"})
    void help_lists_every_command(String command) {
        type("/help\n");
        assertTrue(output().contains(command), this::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exit", "/quit now", "/", "/QUIT"})
    void an_unknown_command_is_reported_with_the_known_ones(String command) {
        type(command + "\n");
        assertEquals(List.of("unknown command " + command + " (to send it as a text, type /" + command + ")",
                "any text       send it to all peers"),
                output().lines().limit(2).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exit", "/quit now"})
    void an_unknown_command_is_not_published(String command) {
        type(command + "\n");
        assertEquals(List.of(), calls);
    }

    private static TypedLines lines(InputStream in) {
        return new TypedLines(in, StandardCharsets.UTF_8, 0);
    }

    @Test
    void a_node_without_texts_names_its_commands_when_a_text_is_typed() {
        new TerminalCommands(commands(), Optional.empty(), print)
                .read(lines(new ByteArrayInputStream("hello\n//x\n/what\n".getBytes(StandardCharsets.UTF_8))));
        assertEquals(List.of("this node sends no texts; it knows these commands:",
                "this node sends no texts; it knows these commands:", "unknown command /what"),
                output().lines().filter(line -> !line.startsWith("/") && !line.startsWith("the typed")).toList());
        assertTrue(!output().contains("any text"), this::output);
    }

    @Test
    void the_end_of_the_input_does_not_end_the_process() {
        type("");
        assertEquals(List.of(), calls);
        assertEquals("the typed input has ended; the process continues until Ctrl+C or a signal ends it", output());
    }

    @Test
    void a_read_error_is_reported_and_does_not_end_the_process() {
        typed.read(lines(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the terminal is gone");
            }
        }));
        assertTrue(output().startsWith("typed lines are no longer read: ") && calls.isEmpty(), this::output);
    }
}
