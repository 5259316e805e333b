package gossip.net;

import gossip.net.transport.TlsErrors;
import gossip.node.DialFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** The cause and the description of the exceptions of connecting, reading and writing. Stateless and thread-safe. */
final class ConnectErrors {

    private ConnectErrors() {}

    /**
     * Returns the cause of a failed connect. For what the other host or the network replied, the JDK throws a subclass
     * of {@code SocketException}. It throws a plain one for most errors of this host, so a plain one counts as local.
     */
    static DialFailure cause(IOException e) {
        return switch (e) {
            case DialException failed -> failed.failure();
            case SSLException untrusted -> DialFailure.UNTRUSTED;
            case UnknownHostException unknown -> DialFailure.UNKNOWN_HOST;
            case SocketTimeoutException timeout -> DialFailure.NO_ANSWER;
            case NoRouteToHostException noRoute -> DialFailure.NO_ANSWER;
            // The kernel may give up before the timeout of this program: "Connection timed out".
            case ConnectException refused -> describe(e).contains("timed out")
                    ? DialFailure.NO_ANSWER : DialFailure.REFUSED;
            default -> causeByText(describe(e));
        };
    }

    private static DialFailure causeByText(String text) {
        if (text.contains("reset")) {
            return DialFailure.REFUSED;
        }
        return text.contains("host is down") ? DialFailure.NO_ANSWER : DialFailure.LOCAL;
    }

    /** Returns the reason as text for people, in lower case. */
    static String describe(IOException e) {
        return switch (e) {
            case UnknownHostException unknown -> "unknown host";
            case SocketTimeoutException timeout -> "no answer";
            case DialException failed -> failed.getMessage();
            case SSLException failed -> TlsErrors.describe(failed);
            case EOFException ended -> "closed";
            default -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        };
    }
}
