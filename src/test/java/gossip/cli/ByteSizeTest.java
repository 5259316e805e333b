package gossip.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({"65536, 65536", "64K, 65536", "100M, 104857600", "1g, 1073741824", "2GiB, 2147483648", "500 kB, 512000"})
    void a_size_is_a_number_with_an_optional_unit(String text, long bytes) {
        assertEquals(bytes, ByteSize.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "1.5M", "-1M", "10T", "9999999999"})
    void another_text_is_refused_with_examples(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
        assertTrue(refusal.getMessage().endsWith(" is not a size such as 500K, 100M or 2G"), refusal::getMessage);
    }

    @Test
    void a_size_below_one_write_of_the_log_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse("63K"));
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse("0"));
    }
}
