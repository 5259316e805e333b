package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.node.DialFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectErrorsTest {

    private static void assertCause(DialFailure expected, IOException error) {
        assertEquals(expected, ConnectErrors.cause(error), () -> "cause of " + error);
    }

    @Test
    void a_reply_of_the_other_host_and_its_silence_are_told_apart() {
        assertCause(DialFailure.REFUSED, new ConnectException("Connection refused"));
        assertCause(DialFailure.REFUSED, new SocketException("Connection reset"));
        assertCause(DialFailure.NO_ANSWER, new SocketTimeoutException("Connect timed out"));
        assertCause(DialFailure.NO_ANSWER, new ConnectException("Connection timed out"));
        assertCause(DialFailure.NO_ANSWER, new NoRouteToHostException("No route to host"));
        assertCause(DialFailure.NO_ANSWER, new SocketException("Host is down"));
        assertCause(DialFailure.UNKNOWN_HOST, new UnknownHostException("a"));
    }

    @Test
    void an_error_of_this_host_is_no_evidence_about_the_other_one() {
        assertCause(DialFailure.LOCAL, new SocketException("Too many open files"));
        assertCause(DialFailure.LOCAL, new SocketException("Network is unreachable"));
        assertCause(DialFailure.LOCAL, new SocketException("No buffer space available"));
        assertCause(DialFailure.LOCAL, new BindException("Cannot assign requested address"));
        assertCause(DialFailure.LOCAL, new IOException());
    }

    @Test
    void only_a_refusal_and_silence_are_evidence() {
        Map<DialFailure, Boolean> expected = Map.of(DialFailure.REFUSED, true, DialFailure.NO_ANSWER, true,
                DialFailure.LOCAL, false, DialFailure.UNKNOWN_HOST, false);
        expected.forEach((cause, isEvidence) -> assertEquals(isEvidence, cause.isEvidence(), cause.toString()));
    }
}
