package gossip.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void a_text_is_wrapped_at_spaces_and_nothing_of_it_is_lost() {
        String words = "word ".repeat(19) + "words";
        assertEquals(List.of(words), Columns.wrap(words, "  "));
        assertEquals(List.of(words, "  end"), Columns.wrap(words + " end", "  "));
        assertEquals(List.of("bridges:", "  " + "x".repeat(98), "  " + "x".repeat(2) + " end"),
                Columns.wrap("bridges: " + "x".repeat(100) + " end", "  "));
        assertEquals(List.of("x".repeat(100), "x".repeat(100), "x"), Columns.wrap("x".repeat(201)));
    }

    @Test
    void columns_move_together_before_a_table_is_cut() {
        assertEquals("x".repeat(49) + "  " + "y".repeat(49), row("x".repeat(49), "y".repeat(49)));
        assertEquals("x".repeat(49) + " " + "y".repeat(50), row("x".repeat(49), "y".repeat(50)));
        assertEquals("x".repeat(49) + " " + "y".repeat(47) + "...", row("x".repeat(49), "y".repeat(51)));
    }

    private static String row(String... cells) {
        Columns table = new Columns("A", "B");
        table.add((Object[]) cells);
        return table.lines().getLast();
    }

    @Test
    void a_name_stands_beside_the_address_if_it_is_known() {
        assertEquals("a:1 (ada)", Columns.label("a:1", "ada"));
        assertEquals("a:1", Columns.label("a:1", ""));
        assertEquals("a:1 (" + "n".repeat(17) + "...)", Columns.label("a:1", "n".repeat(64)));
    }
}
