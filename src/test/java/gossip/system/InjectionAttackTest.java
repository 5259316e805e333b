package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import gossip.protocol.Address;
import gossip.tool.GossipTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and texts with HTML, control characters and bidirectional overrides, on all ways to a screen. */
class InjectionAttackTest {

    private static final String MARKUP = "</script><img/src=x/onerror=document.title='pwned'>";
    /** As the log writes a right-to-left override, a zero width space and an escape sequence. */
    private static final String LOGGED = MARKUP + "\\u202e\\u200b\\u001b[2J";
    private static final String LOG = """
            2026-11-22T12:40:00.000Z SEED 127.0.0.1:5000 SEED_STARTED pid=1
            2026-11-22T12:40:01.000Z PEER 127.0.0.1:6001 PEER_STARTED name="LOGGED" pid=2
            2026-11-22T12:40:01.100Z PEER 127.0.0.1:6001 JOINED neighbors=0
            2026-11-22T12:40:02.000Z PEER 127.0.0.1:6002 PEER_STARTED name=alan pid=3
            2026-11-22T12:40:02.030Z PEER 127.0.0.1:6002 NEIGHBOR_CONNECTED peer=127.0.0.1:6001 direction=out degree=1
            2026-11-22T12:40:02.100Z PEER 127.0.0.1:6002 JOINED neighbors=1
            2026-11-22T12:40:03.000Z PEER 127.0.0.1:6001 GOSSIP_GENERATED id=127.0.0.1:6001/1/0 message="LOGGED"
            2026-11-22T12:40:03.010Z PEER 127.0.0.1:6002 GOSSIP_RECEIVED id=127.0.0.1:6001/1/0 from=127.0.0.1:6001 hops=1 message="LOGGED"
            2026-11-22T12:40:03.020Z PEER 127.0.0.1:6002 BAD_INPUT from=127.0.0.1:9 reason="LOGGED"
            """.replace("LOGGED", LOGGED);
    private static final String IS_HARMLESS = "document.title !== 'pwned' && document.images.length === 0"
            + " && !/[\\u202e\\u200b\\u001b]/.test(document.documentElement.textContent)";

    @TempDir
    private Path folder;
    private Thread dashboard;

    @AfterEach
    void stop() throws InterruptedException {
        if (dashboard != null) {
            dashboard.interrupt();
            dashboard.join();
        }
    }

    /** Serves the dashboard. Returns its address. */
    private String serve(String option) throws IOException {
        PipedReader output = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(output), true);
        dashboard = Thread.ofPlatform().daemon().start(() -> Launcher.commandLine(new GossipTool()).setOut(out)
                .execute("dashboard", "--listen=127.0.0.1:0", option));
        return new BufferedReader(output).readLine().replaceFirst(".* is at ", "");
    }

    private static void assertHarmless(String printed, String allowed) {
        assertTrue(printed.contains("onerror"), printed);
        assertFalse(printed.contains("<img"), printed);
        assertEquals(List.of(), printed.chars().filter(c -> allowed.indexOf(c) < 0)
                .filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT).boxed().toList());
    }

    @Test
    void the_report_of_a_log_shows_names_as_text() throws Exception {
        Path log = Files.writeString(folder.resolve("outputfile.txt"), LOG);
        Path page = folder.resolve("page.html");
        StringWriter out = new StringWriter();
        Launcher.commandLine(new GossipTool()).setOut(new PrintWriter(out, true))
                .execute("report", log.toString(), "--html=" + page);
        assertHarmless(Files.readString(page), "\n");
        assertTrue(out.toString().chars().allMatch(c -> c == '\n' || !Character.isISOControl(c) && c != '\u202e'), out::toString);
        try (Browser browser = Browser.start(folder.resolve("profile"), 1280, 900)) {
            browser.open(page.toUri().toString());
            browser.await("document.body.innerText.includes('onerror')");
            browser.await(IS_HARMLESS);
        }
    }

    @Test
    void the_replay_of_a_log_shows_names_and_texts_as_text() throws Exception {
        try (Browser browser = Browser.start(folder.resolve("profile"), 1280, 900)) {
            browser.open(serve("--log=" + Files.writeString(folder.resolve("outputfile.txt"), LOG)));
            browser.await("document.getElementById('connection').textContent === 'Replay of a log'");
            browser.run("const slider = document.getElementById('slider'); slider.value = 1000;"
                    + " slider.dispatchEvent(new Event('input'));");
            browser.await("document.getElementById('peers').innerText.includes('onerror')");
            browser.await("document.getElementById('feed').innerText.includes('onerror')");
            browser.await(IS_HARMLESS);
        }
    }

    @Test
    void the_live_page_shows_names_and_texts_of_a_hostile_neighbor_as_text() throws Exception {
        try (LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13));
                Browser browser = Browser.start(folder.resolve("profile"), 1280, 900)) {
            Address seed = network.startSeed();
            List<Address> peers = network.startPeers(3, 0);
            browser.open(serve("--seed=" + seed));
            browser.await("document.getElementById('living').textContent === '3 living peers'");
            long now = System.currentTimeMillis();
            String name = "<img/src=x/onerror=document.title='pwned'>\u202e\u200b";
            try (RawClient registrar = new RawClient(seed); RawClient neighbor = new RawClient(peers.getFirst())) {
                registrar.send("REGISTER 127.0.0.1:9 " + now + " 3 60000 2 " + now + " 1 gossip " + name + "\n");
                neighbor.send("HELLO 127.0.0.1:9 " + now + " " + now + " 1 gossip " + name + "\n");
                assertTrue(neighbor.line().startsWith("HELLO "));
                neighbor.send("GOSSIP 1 127.0.0.1:9/" + now + "/0 " + MARKUP + "\u202e\u200b\n");
                browser.await("document.getElementById('feed').innerText.includes('onerror')");
                browser.await("document.getElementById('peers').innerText.includes('onerror')");
                browser.await(IS_HARMLESS);
            }
            network.type(peers.getLast(), "still delivered");
            network.awaitDelivery(peers);
        }
    }
}
