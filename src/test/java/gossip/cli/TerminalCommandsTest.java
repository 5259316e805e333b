package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalCommandsTest {

    private final List<String> done = new ArrayList<>();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final TerminalCommands typed = new TerminalCommands(new Recorder(), new PrintStream(answers, true, StandardCharsets.UTF_8));

    private final class Recorder implements TerminalCommands.Commands {
        @Override
        public void gossip(String text) {
            if (text.equals("too long")) {
                throw new IllegalArgumentException("the message is too long");
            }
            done.add("gossip " + text);
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
            done.add("leave");
        }

        @Override
        public void quit() {
            done.add("quit");
        }
    }

    private void type(String input) {
        typed.read(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    private String answer() {
        return answers.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void a_text_is_gossiped() {
        type("Hello, \"world\" \u00e9\ud83d\ude00\n");
        assertEquals(List.of("gossip Hello, \"world\" \u00e9\ud83d\ude00"), done);
    }

    @Test
    void each_line_is_a_text_whatever_ends_it() {
        type("one\ntwo\r\nthree");
        assertEquals(List.of("gossip one", "gossip two", "gossip three"), done);
    }

    @Test
    void a_text_may_hold_a_slash_that_is_not_its_first() {
        type("a/b /quit\n");
        assertEquals(List.of("gossip a/b /quit"), done);
    }

    @Test
    void blank_lines_are_not_gossiped() {
        type("\n  \n\t\n");
        assertEquals(List.of(), done);
    }

    @ParameterizedTest
    @CsvSource({"/status, the status", "/neighbors, the neighbors"})
    void a_question_is_answered(String question, String answer) {
        type(question + "\n");
        assertEquals(answer, answer());
    }

    @ParameterizedTest
    @CsvSource({"/leave, leave", "/quit, quit", "'  /quit  ', quit"})
    void a_command_is_obeyed(String command, String deed) {
        type(command + "\n");
        assertEquals(List.of(deed), done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/neighbors", "/leave", "/quit", "/help"})
    void help_lists_every_command(String command) {
        type("/help\n");
        assertTrue(answer().contains(command), this::answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exit", "/quit now", "/", "/QUIT"})
    void an_unknown_command_is_named_and_help_given(String command) {
        type(command + "\n");
        assertEquals(List.of("unknown command " + command, "any text     gossip it to all peers"),
                answer().lines().limit(2).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exit", "/quit now"})
    void an_unknown_command_is_not_gossiped(String command) {
        type(command + "\n");
        assertEquals(List.of(), done);
    }

    @Test
    void why_a_text_cannot_be_gossiped_is_said() {
        type("too long\n");
        assertEquals("the message is too long", answer());
    }

    @Test
    void after_a_text_that_cannot_be_gossiped_the_next_is() {
        type("too long\nshort\n");
        assertEquals(List.of("gossip short"), done);
    }

    @Test
    void the_end_of_input_ends_nothing_but_the_reading() {
        type("");
        assertEquals(List.of(), done);
    }

    @Test
    void input_that_breaks_is_said_and_ends_nothing_but_the_reading() {
        typed.read(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the terminal is gone");
            }
        });
        assertTrue(answer().startsWith("typed lines can no longer be read: ") && done.isEmpty(), this::answer);
    }
}
