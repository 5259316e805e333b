package gossip.text;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;

/** The reasons why a program cannot listen on an address, for users. */
public final class ListenErrors {

    private ListenErrors() {}

    /** Returns an error with the address, the reason and what to do. */
    public static IOException of(String host, int port, IOException cause) {
        String reason = cause instanceof UnknownHostException ? "unknown host" : String.valueOf(cause.getMessage());
        String address = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return new IOException("cannot listen on " + address + (port > 0 ? ":" + port : "") + ": " + reason
                + remedy(port, reason.toLowerCase(Locale.ROOT)), cause);
    }

    private static String remedy(int port, String reason) {
        if (reason.contains("in use")) {
            return port == 0 ? "; no port is free, so end programs that use many"
                    : "; end the program that uses it, or choose another port";
        }
        if (reason.contains("cannot assign")) {
            return "; choose an address of this machine";
        }
        if (reason.contains("permission")) {
            return "; choose a port above 1023";
        }
        return reason.contains("unknown host") || reason.contains("unresolved")
                ? "; correct the name, or give an address of this machine" : "";
    }
}
