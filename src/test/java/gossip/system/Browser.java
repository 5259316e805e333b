package gossip.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gossip.tool.client.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Chromium without a window, driven by ChromeDriver through the W3C WebDriver protocol. A test that starts it is
 * skipped if one of the two is not installed.
 */
final class Browser implements AutoCloseable {

    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern TEXT = Pattern.compile("\"value\":\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, int port, Path profile, int width, int height) throws IOException, InterruptedException {
        this.driver = driver;
        List<String> arguments = List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-background-networking", "--no-first-run", "--user-data-dir=" + profile,
                "--window-size=" + width + "," + height);
        String reply = send("POST", "http://127.0.0.1:" + port + "/session", Json.of(Map.of("capabilities",
                Map.of("alwaysMatch", Map.of("browserName", "chrome", "goog:chromeOptions",
                        Map.of("args", arguments, "binary", executable("chromium").orElseThrow().toString()))))));
        this.session = "http://127.0.0.1:" + port + "/session/" + find(SESSION, reply);
    }

    /** Starts a browser with an empty profile in this folder. */
    static Browser start(Path profile, int width, int height) throws IOException, InterruptedException {
        assumeTrue(executable("chromium").isPresent() && executable("chromedriver").isPresent(),
                "chromium or chromedriver is not installed");
        Process driver = new ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start();
        try {
            BufferedReader output = driver.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    return new Browser(driver, Integer.parseInt(started.group(1)), profile, width, height);
                }
            }
            throw new IOException("chromedriver has ended");
        } catch (IOException | InterruptedException | RuntimeException e) {
            driver.destroyForcibly();
            throw e;
        }
    }

    private static Optional<Path> executable(String name) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).findFirst();
    }

    private static String find(Pattern pattern, String reply) {
        Matcher matcher = pattern.matcher(reply);
        if (!matcher.find()) {
            throw new AssertionError("the driver answered " + reply);
        }
        return matcher.group(1);
    }

    private String send(String method, String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    void open(String url) throws IOException, InterruptedException {
        send("POST", session + "/url", Json.of(Map.of("url", url)));
    }

    /** Runs the body of a function in the page and returns its result as text. */
    String run(String body) throws IOException, InterruptedException {
        String script = "return encodeURIComponent(String((() => {" + body + "})()))";
        String reply = send("POST", session + "/execute/sync", Json.of(Map.of("script", script, "args", List.of())));
        return URLDecoder.decode(find(TEXT, reply).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Waits until the expression is true in the page. */
    void await(String expression) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (!run("return " + expression).equals("true")) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(expression + " is not true in the page:\n" + run("return document.body.innerText"));
            }
        }
    }

    /** Returns the visible part of the page as PNG. */
    byte[] screenshot() throws IOException, InterruptedException {
        return Base64.getDecoder().decode(find(TEXT, send("GET", session + "/screenshot", "")));
    }

    @Override
    public void close() throws IOException {
        try {
            send("DELETE", session, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            List<ProcessHandle> processes = Stream.concat(driver.descendants(), Stream.of(driver.toHandle())).toList();
            processes.forEach(ProcessHandle::destroyForcibly);
            // The browser writes into its profile until it has ended.
            processes.forEach(process -> process.onExit().join());
        }
    }
}
