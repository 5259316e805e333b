package gossip.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what a user reads when a program cannot listen. */
class ListenErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a   | 5000 | Address already in use          | cannot listen on a:5000: Address already in use; end the \
            program that uses it, or choose another port
            ::1 | 80   | Permission denied (Bind failed) | cannot listen on [::1]:80: Permission denied (Bind failed); \
            choose a port above 1023
            a   | 0    | Cannot assign requested address | cannot listen on a: Cannot assign requested address; choose \
            an address of this machine
            a   | 0    | Unresolved address              | cannot listen on a: Unresolved address; correct the name, or \
            give an address of this machine
            a   | 1    | Too many open files             | cannot listen on a:1: Too many open files
            """)
    void an_error_names_the_address_the_reason_and_the_remedy(String host, int port, String reason, String text) {
        assertEquals(text, ListenErrors.of(host, port, new IOException(reason)).getMessage());
    }
}
