package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "two words", "a \"quoted\" word", "back\\slash",
        "back \\ slash", "=", "gr\u00fc\u00df"})
    void a_value_is_parsed_as_it_was_added(String value) {
        Map<String, String> parsed = Pairs.parse(new Pairs().add("first", value).add("second", 2).toString());
        assertEquals(Map.of("first", value, "second", "2"), parsed);
    }

    @Test
    void the_text_is_the_rest_of_the_line_as_it_is() {
        String line = new Pairs().addAll("id", 7, "text", "say \"hi\" a=b").toString();
        assertEquals("id=7 text=say \"hi\" a=b", line);
        assertEquals("say \"hi\" a=b", Pairs.parse(line).get("text"));
    }

    @Test
    void control_characters_never_reach_the_line() {
        assertEquals("name=\"a?b\"", new Pairs().add("name", "a\nb").toString());
    }

    @Test
    void what_does_not_fit_on_a_line_is_cut_off_between_characters() {
        for (String character : List.of("y", "\u00fc", "\u20ac", "\ud83d\ude00")) {
            Utf8String encoded = new Pairs().add("text", character.repeat(9000)).encode();
            assertTrue(encoded.length() <= Pairs.MAX_LENGTH && encoded.length() > Pairs.MAX_LENGTH - 8, character);
            assertEquals("text=", encoded.toString().replace(character, ""));
        }
    }

    @Test
    void what_is_not_a_pair_ends_the_parsing() {
        assertEquals(Map.of("a", "1"), Pairs.parse("a=1 nonsense"));
        assertEquals(Map.of(), Pairs.parse("=x a=1"));
        assertEquals(Map.of("a", "open"), Pairs.parse("a=\"open"));
    }
}
