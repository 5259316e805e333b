package gossip.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gossip.tool.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void a_document_that_is_read_and_written_is_the_same() {
        String document =
                "{\"src\":\"c1\",\"list\":[1,-2.50,true,false,null,[],{}],\"text\":\"a\\\"\\\\\\n\\u0007\u00e9\"}";
        assertEquals(document, Json.of(JsonReader.object(document)));
    }

    @Test
    void space_and_escapes_are_read() {
        assertEquals("{\"a\":\"A/\\n\",\"b\":[1,2]}",
                Json.of(JsonReader.object(" { \"a\" : \"\\u0041\\/\\n\" ,\t\"b\" : [ 1 , 2 ] } ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "1", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":01}", "{\"a\":1} 2",
        "{\"a\":\"\\x\"}", "{\"a\":\"\\u00g0\"}", "{\"a\":\"", "{\"a\":\"\t\"}", "{\"a\":nul}", "{\"a\":[1 2]}",
        "{a:1}"})
    void an_invalid_document_is_refused(String document) {
        assertThrows(IllegalArgumentException.class, () -> JsonReader.object(document));
    }

    @Test
    void a_document_with_too_many_levels_or_digits_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> JsonReader.object("{\"a\":" + "[".repeat(100_000)));
        assertThrows(IllegalArgumentException.class, () -> JsonReader.object("{\"a\":" + "1".repeat(100_000) + "}"));
    }
}
