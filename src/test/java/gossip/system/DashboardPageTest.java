package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import gossip.protocol.Address;
import gossip.tool.GossipTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the dashboard in a real browser. */
class DashboardPageTest {

    private static final String LOG = """
            2026-11-22T12:40:00.000Z SEED 127.0.0.1:5000 SEED_STARTED pid=1
            2026-11-22T12:40:01.000Z PEER 127.0.0.1:6001 PEER_STARTED name=ada pid=2
            2026-11-22T12:40:01.100Z PEER 127.0.0.1:6001 JOINED neighbors=0
            2026-11-22T12:40:02.000Z PEER 127.0.0.1:6002 PEER_STARTED name=alan pid=3
            2026-11-22T12:40:02.030Z PEER 127.0.0.1:6002 NEIGHBOR_CONNECTED peer=127.0.0.1:6001 direction=out degree=1
            2026-11-22T12:40:02.100Z PEER 127.0.0.1:6002 JOINED neighbors=1
            2026-11-22T12:40:20.000Z PEER 127.0.0.1:6001 PING_MISSED peer=127.0.0.1:6002 misses=1 of=3
            2026-11-22T12:40:40.000Z PEER 127.0.0.1:6001 NEIGHBOR_DEAD peer=127.0.0.1:6002 incarnation=1
            """;
    /** Clicks on a pixel of the canvas that has the color of a living peer. */
    private static final String CLICK_A_PEER = """
            const canvas = document.getElementById("canvas");
            const box = canvas.getBoundingClientRect();
            const hex = getComputedStyle(document.documentElement).getPropertyValue("--alive").trim();
            const wanted = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            for (let i = 0; i < pixels.length; i += 4) {
              if (wanted.every((value, j) => pixels[i + j] === value)) {
                const clientX = box.left + (i / 4 % canvas.width) * box.width / canvas.width;
                const clientY = box.top + Math.floor(i / 4 / canvas.width) * box.height / canvas.height;
                canvas.dispatchEvent(new MouseEvent("click", {clientX, clientY, bubbles: true}));
                return "clicked";
              }
            }
            return "nothing";""";

    @TempDir
    Path folder;
    private Browser browser;
    private Thread dashboard;

    @BeforeEach
    void startBrowser() throws IOException, InterruptedException {
        browser = Browser.start(folder.resolve("profile"), 1280, 900);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (browser != null) {
            browser.close();
        }
        if (dashboard != null) {
            dashboard.interrupt();
            dashboard.join();
        }
    }

    /** Opens the dashboard that this command serves. */
    private void open(String... options) throws IOException, InterruptedException {
        PipedReader output = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(output), true);
        List<String> line = new ArrayList<>(List.of("dashboard", "--listen=127.0.0.1:0"));
        line.addAll(List.of(options));
        dashboard = Thread.ofPlatform().daemon().start(() ->
                Launcher.commandLine(new GossipTool()).setOut(out).execute(line.toArray(String[]::new)));
        String url = new BufferedReader(output).readLine().replaceFirst(".* is at ", "");
        browser.open(url);
    }

    private static String optionOf(Address peer) {
        return "document.querySelector(\"#peers option[value='" + peer + "']\")";
    }

    @Test
    void the_live_page_shows_peers_details_messages_and_a_crash() throws Exception {
        try (LiveNetwork network = new LiveNetwork(Duration.ofMillis(500))) {
            Address seed = network.startSeed();
            List<Address> peers = network.startPeers(5, 0);
            open("--seed=" + seed);
            browser.await("document.getElementById('living').textContent === '5 living peers'");
            browser.await("document.querySelectorAll('#peers option.alive').length === 6");
            assertEquals("clicked", browser.run(CLICK_A_PEER));
            browser.await("document.getElementById('details').innerText.includes('alive')");
            browser.run("const form = document.getElementById('send'); form.elements.text.value = 'hello from the page';"
                    + " form.requestSubmit();");
            browser.await("document.getElementById('feed').innerText.includes('hello from the page')");
            browser.await("document.getElementById('spread').textContent.includes('reached 4 of 4 other peers')");
            network.crash(peers.getLast());
            browser.await(optionOf(peers.getLast()) + ".className === 'dead'");
            browser.await("document.getElementById('living').textContent === '4 living peers'");
            assertTrue(browser.screenshot().length > 10_000);
            String name = browser.run("return " + optionOf(peers.getLast()) + ".textContent").toString();
            browser.run("location.reload()");
            browser.await(optionOf(peers.getLast()) + "?.textContent === '" + name + "'");
        }
    }

    @Test
    void the_replay_moves_with_the_slider() throws Exception {
        open("--log=" + Files.writeString(folder.resolve("outputfile.txt"), LOG));
        String move = "const slider = document.getElementById('slider'); slider.value = %d;"
                + " slider.dispatchEvent(new Event('input'));";
        Address alan = new Address("127.0.0.1", 6002);
        browser.await("document.getElementById('connection').textContent === 'Replay of a log'");
        browser.run(String.format(move, 1000));
        browser.await(optionOf(alan) + "?.className === 'dead'");
        browser.await("document.querySelector('#deliveries path.series')?.hasAttribute('d')");
        assertEquals("false", browser.run("return document.querySelector('#bytes path.series').hasAttribute('d')"),
                "a log does not contain the bytes");
        browser.run(String.format(move, 600));
        browser.await(optionOf(alan) + "?.className === 'suspected'");
        browser.run(String.format(move, 200));
        browser.await(optionOf(alan) + "?.className === 'alive'");
        browser.run(String.format(move, 0));
        browser.await("document.getElementById('living').textContent === '0 living peers'");
    }
}
