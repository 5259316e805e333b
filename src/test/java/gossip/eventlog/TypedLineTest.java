package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedLineTest {

    /** A terminal of 4 rows and 20 columns with the sequences of {@link TypedLine}. */
    private static final class Screen {

        private final List<StringBuilder> rows = new ArrayList<>();
        private int row;
        private int column;
        private int[] saved = {0, 0};

        private Screen() {
            for (int i = 0; i < 4; i++) {
                rows.add(new StringBuilder());
            }
        }

        private void print(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            int next = 0;
            while (next < text.length()) {
                String rest = text.substring(next);
                String sequence = List.of("\033D", "\0337", "\0338", "\033[A", "\033[L", "\033[?7l", "\033[?7h", "\r", "\n")
                        .stream().filter(rest::startsWith).findFirst().orElse(rest.substring(0, 1));
                apply(sequence);
                next += sequence.length();
            }
        }

        private void apply(String sequence) {
            switch (sequence) {
                case "\033D", "\n" -> {
                    column = sequence.equals("\n") ? 0 : column;
                    if (row == rows.size() - 1) {
                        rows.removeFirst();
                        rows.add(new StringBuilder());
                    } else {
                        row++;
                    }
                }
                case "\0337" -> saved = new int[] {row, column};
                case "\0338" -> {
                    row = saved[0];
                    column = saved[1];
                }
                case "\033[A" -> row = Math.max(0, row - 1);
                case "\033[L" -> {
                    rows.add(row, new StringBuilder());
                    rows.removeLast();
                }
                case "\033[?7l", "\033[?7h" -> { }
                case "\r" -> column = 0;
                default -> {
                    StringBuilder line = rows.get(row);
                    line.append(" ".repeat(Math.max(0, column + 1 - line.length())));
                    line.replace(column, column + 1, sequence);
                    column = Math.min(column + 1, 19);
                }
            }
        }

        private void type(String text) {
            print(text.getBytes(StandardCharsets.UTF_8));
        }

        private List<String> rows() {
            return rows.stream().map(StringBuilder::toString).toList();
        }
    }

    private final Screen screen = new Screen();

    private void log(String lines) {
        screen.print(TypedLine.insertAbove(lines.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void lines_appear_above_the_typed_text_and_typing_goes_on_behind_it() {
        screen.type("hel");
        log("one\n");
        screen.type("lo");
        assertEquals(List.of("one", "hello", "", ""), screen.rows());
    }

    @Test
    void the_typed_text_stays_in_the_last_row_when_the_screen_is_full() {
        screen.type("hel");
        log("one\ntwo\nthree\nfour\nfive\n");
        screen.type("lo");
        assertEquals(List.of("three", "four", "five", "hello"), screen.rows());
    }

    @Test
    void after_the_return_key_lines_appear_below_the_finished_line() {
        screen.type("hello\n");
        log("ada: hello\n");
        assertEquals(List.of("hello", "ada: hello", "", ""), screen.rows());
    }
}
