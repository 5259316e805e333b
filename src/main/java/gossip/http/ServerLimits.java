package gossip.http;

import java.time.Duration;

/**
 * The limits of the HTTP server of the JDK. It reads them from system properties when its first server is created. A
 * property that the user sets prevails.
 */
final class ServerLimits {

    /** Open connections of one server. A further one is closed immediately. */
    static final int MAX_CONNECTIONS = 256;
    /** Open connections between two requests. A further one is closed after its request. */
    static final int MAX_IDLE = 64;
    /** How long a connection may be open without a request. */
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    /** How long a client may take to send a request, its body included. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    /** Different names in the header of a request. */
    static final int MAX_HEADERS = 64;
    /** Size of the header of a request, with 32 bytes added for each line. */
    static final int MAX_HEADER_BYTES = 32 << 10;
    /** How often the server looks for connections that are over their time. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private ServerLimits() {}

    /** Sets the limits, unless a server was created before. */
    static void apply() {
        set("jdk.httpserver.maxConnections", MAX_CONNECTIONS);
        set("sun.net.httpserver.maxIdleConnections", MAX_IDLE);
        set("sun.net.httpserver.idleInterval", IDLE_TIMEOUT.toSeconds());
        set("sun.net.httpserver.maxReqTime", READ_TIMEOUT.toSeconds());
        set("sun.net.httpserver.maxReqHeaders", MAX_HEADERS);
        set("sun.net.httpserver.maxReqHeaderSize", MAX_HEADER_BYTES);
        set("sun.net.httpserver.clockTick", TICK.toMillis());
    }

    private static void set(String property, long value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Long.toString(value));
        }
    }
}
