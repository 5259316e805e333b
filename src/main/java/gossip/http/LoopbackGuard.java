package gossip.http;

import com.sun.net.httpserver.HttpExchange;
import gossip.protocol.Host;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts by which a server on a loopback address may be addressed. An attacker may let a name of its own resolve to
 * 127.0.0.1 (DNS rebinding). A browser then treats the server as a part of the site of the attacker, but still sends
 * the name in the header Host. Immutable.
 *
 * @param isLoopback whether the server is bound to a loopback address; otherwise every host is allowed
 * @param own the host that the user gave
 */
record LoopbackGuard(boolean isLoopback, String own) {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(:\\d{0,5})?");

    static LoopbackGuard of(InetSocketAddress bound, String own) {
        return new LoopbackGuard(bound.getAddress().isLoopbackAddress(), own);
    }

    /** Returns whether a request is for another host. Browsers always send the header, programs need not. */
    boolean isForeign(HttpExchange exchange) {
        return isLoopback && exchange.getRequestHeaders().getOrDefault("Host", List.of()).stream()
                .anyMatch(host -> !isLocal(host));
    }

    private boolean isLocal(String header) {
        Matcher parts = HOST.matcher(header);
        if (!parts.matches()) {
            return false;
        }
        try {
            String host = Host.parse(parts.group(1));
            return Host.isLiteral(host) || host.equals("localhost") || host.equals(own);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
