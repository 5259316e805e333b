package gossip.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8StringTest {

    private static final String TEXT = "\u00e9\u4e16\ud83d\ude00";

    @Test
    void the_length_of_a_string_counts_bytes() {
        assertEquals(2 + 3 + 4, Utf8String.of(TEXT).length());
    }

    @Test
    void strings_are_equal_if_their_bytes_are_equal_at_any_position_of_a_buffer() {
        byte[] buffer = ("xx" + TEXT + "x").getBytes(StandardCharsets.UTF_8);
        Utf8String part = new Utf8String(buffer, 2, buffer.length - 1);
        assertEquals(Utf8String.of(TEXT), part);
        assertEquals(Utf8String.of(TEXT).hashCode(), part.hashCode());
        assertNotEquals(Utf8String.of(TEXT), new Utf8String(buffer, 2, buffer.length));
        assertEquals(TEXT, part.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ascii", TEXT, "ascii and " + TEXT})
    void utf_8_is_valid(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertDoesNotThrow(() -> Utf8String.validate(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0 80", "e2 82", "ed a0 80", "f5 80 80 80"})
    void other_bytes_are_invalid_only_within_the_validated_range(String hex) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex("41 " + hex);
        assertThrows(ProtocolException.class, () -> Utf8String.validate(bytes, 0, bytes.length));
        assertDoesNotThrow(() -> Utf8String.validate(bytes, 0, 1));
    }
}
