package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.eventlog.ConsoleMode;
import gossip.eventlog.ConsoleSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

    @Test
    void a_terminal_shows_events_in_color_and_a_pipe_the_lines_of_the_file() {
        assertEquals(new ConsoleSettings(ConsoleMode.EVENTS, true, true),
                Terminal.settings(Optional.empty(), true, XTERM));
        assertEquals(ConsoleSettings.RAW, Terminal.settings(Optional.empty(), false, XTERM));
    }

    @Test
    void a_pipe_gets_no_colors_even_if_events_are_wanted() {
        assertEquals(new ConsoleSettings(ConsoleMode.BRIEF, false, false),
                Terminal.settings(Optional.of(ConsoleMode.BRIEF), false, XTERM));
    }

    @Test
    void a_dumb_terminal_has_neither_colors_nor_cursor_movements() {
        assertEquals(new ConsoleSettings(ConsoleMode.EVENTS, false, false),
                Terminal.settings(Optional.empty(), true, Map.of("TERM", "dumb")));
        assertEquals(new ConsoleSettings(ConsoleMode.EVENTS, false, false),
                Terminal.settings(Optional.empty(), true, Map.of()));
    }

    @Test
    void no_color_leaves_the_typed_line_at_the_bottom() {
        assertEquals(new ConsoleSettings(ConsoleMode.EVENTS, false, true),
                Terminal.settings(Optional.empty(), true, Map.of("TERM", "xterm", "NO_COLOR", "1")));
    }

    @Test
    void raw_on_a_terminal_is_raw() {
        assertEquals(ConsoleSettings.RAW, Terminal.settings(Optional.of(ConsoleMode.RAW), true, XTERM));
    }
}
