package gossip.tool.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void a_document_has_maps_lists_texts_numbers_booleans_and_null() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("text", "a");
        document.put("numbers", Arrays.asList(1, 2.5, Double.NaN, null));
        document.put("yes", true);
        document.put("empty", List.of(Map.of(), List.of()));
        assertEquals("{\"text\":\"a\",\"numbers\":[1,2.5,null,null],\"yes\":true,\"empty\":[{},[]]}", Json.of(document));
    }

    @Test
    void quotes_backslashes_and_control_characters_are_escaped() {
        assertEquals("\"a\\\"b\\\\c\\nd\\u0000\\u2028\u00e9\"", Json.of("a\"b\\c\nd\0\u2028\u00e9"));
    }

    @Test
    void a_value_of_another_type_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Json.of(new Object()));
    }
}
