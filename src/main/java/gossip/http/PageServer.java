package gossip.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import gossip.http.Page.Answer;
import gossip.http.Page.Request;
import gossip.text.ListenErrors;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP server for pages and event streams. Each request runs on a virtual thread.
 *
 * <p>It answers GET and POST for registered paths. A POST with an {@code Origin} header of another host is refused. So
 * a page of another site cannot send messages through the browser of a user. On a loopback address it answers only to
 * the hosts that {@link LoopbackGuard} allows. {@code ServerLimits} and {@code WriteTimeout} bound what a client can
 * occupy. Thread-safe.
 */
public final class PageServer implements AutoCloseable {

    /** Requests answered at the same time. Further ones get status 503. */
    static final int MAX_REQUESTS = 64;
    /** Bytes of a POST body. */
    private static final int MAX_BODY = 64 << 10;
    private static final int BACKLOG = 64;

    static {
        ServerLimits.apply();
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore requests = new Semaphore(MAX_REQUESTS);
    private final BiConsumer<String, Throwable> errorHandler;
    private final LoopbackGuard guard;
    private final WriteTimeout writes;

    /**
     * Binds the address.
     *
     * @param errorHandler receives each unexpected exception of a page, and the path of the page
     * @throws IOException if the address cannot be bound; the message names it
     */
    public PageServer(String host, int port, BiConsumer<String, Throwable> errorHandler) throws IOException {
        this(host, port, errorHandler, WriteTimeout.TIMEOUT);
    }

    PageServer(String host, int port, BiConsumer<String, Throwable> errorHandler, Duration writeTimeout)
            throws IOException {
        this(host, port, errorHandler, writeTimeout, Optional.empty());
    }

    /**
     * Binds the address for HTTPS with TLS 1.3. Clients need no certificate.
     *
     * @param context has the certificate of the server
     * @throws IOException if the address cannot be bound; the message names it
     */
    public static PageServer secure(String host, int port, BiConsumer<String, Throwable> errorHandler,
            SSLContext context) throws IOException {
        return new PageServer(host, port, errorHandler, WriteTimeout.TIMEOUT, Optional.of(context));
    }

    private PageServer(String host, int port, BiConsumer<String, Throwable> errorHandler, Duration writeTimeout,
            Optional<SSLContext> context) throws IOException {
        this.errorHandler = errorHandler;
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            server = context.isPresent() ? secure(address, context.get()) : HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw ListenErrors.of(host, port, e);
        }
        server.setExecutor(executor);
        writes = new WriteTimeout(writeTimeout);
        guard = LoopbackGuard.of(server.getAddress(), host);
    }

    private static HttpsServer secure(InetSocketAddress address, SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = context.getDefaultSSLParameters();
                parameters.setProtocols(new String[] {"TLSv1.3"});
                connection.setSSLParameters(parameters);
            }
        });
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns the number of requests that are being answered, without event streams. */
    int running() {
        return MAX_REQUESTS - requests.availablePermits();
    }

    /** Answers requests for exactly this path. Call before {@link #start}. */
    public void page(String path, Page page) {
        handle(path, exchange -> serve(exchange, path, page));
    }

    /** Sends events to clients that request this path. Call before {@link #start}. */
    public void stream(String path, EventStream stream) {
        handle(path, exchange -> {
            try (exchange) {
                stream.serve(exchange, writes);
            }
        });
    }

    private void handle(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            if (!guard.isForeign(exchange)) {
                handler.handle(exchange);
                return;
            }
            try (exchange) {
                send(exchange, Answer.text(403, "this server is on loopback and answers only to localhost or an IP"
                        + " address\n"));
            }
        });
    }

    public void start() {
        server.start();
    }

    private void serve(HttpExchange exchange, String path, Page page) throws IOException {
        try (exchange) {
            if (!requests.tryAcquire()) {
                send(exchange, Answer.text(503, "more than " + MAX_REQUESTS + " requests are running\n"));
                return;
            }
            try {
                send(exchange, answer(exchange, path, page));
            } finally {
                requests.release();
            }
        }
    }

    private Answer answer(HttpExchange exchange, String path, Page page) throws IOException {
        String method = exchange.getRequestMethod();
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return Answer.text(404, "no such page\n");
        }
        if (!method.equals("GET") && !method.equals("POST")) {
            return Answer.text(405, "only GET and POST are allowed\n");
        }
        if (method.equals("POST") && isForeign(exchange)) {
            return Answer.text(403, "the request comes from a page of another host\n");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return Answer.text(413, "the body is longer than " + MAX_BODY + " bytes\n");
        }
        try {
            return page.answer(new Request(method, query(exchange.getRequestURI()),
                    new String(body, StandardCharsets.UTF_8)));
        } catch (RuntimeException e) {
            errorHandler.accept(path, e);
            return Answer.text(500, "internal error: " + e + "\n");
        }
    }

    /** Browsers send Origin with every POST. Programs that send none are not pages. */
    private boolean isForeign(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String host = exchange.getRequestHeaders().getFirst("Host");
        return origin != null && !origin.equals((server instanceof HttpsServer ? "https://" : "http://") + host);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> values = new HashMap<>();
        String query = uri.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                values.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The policy lets a page load scripts, styles and data only from this server. */
    private void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:");
        writes.run(() -> {
            exchange.sendResponseHeaders(answer.status(), answer.content().length == 0 ? -1 : answer.content().length);
            exchange.getResponseBody().write(answer.content());
            exchange.getResponseBody().flush();
        });
    }

    /** Ends all requests and event streams. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        writes.close();
    }
}
