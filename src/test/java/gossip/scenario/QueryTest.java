package gossip.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Control;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import gossip.protocol.Pairs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lines with which peers and seeds answer the queries of clients. */
class QueryTest {

    private static final Address SEED = new Address("127.0.0.1", 5000);
    private final Simulation simulation = new Simulation(1, 1, Simulation::silent);
    private Address peer;

    @BeforeEach
    void start() {
        peer = simulation.cluster.startPeer();
        simulation.run(Duration.ofSeconds(1));
    }

    private LineClient client() {
        return LineClient.to(simulation.network, peer);
    }

    private LineClient local() {
        return LineClient.from(peer.host(), simulation.network, peer);
    }

    private static Map<String, String> pairs(String line, String verb) {
        assertTrue(line.startsWith(verb + " "), line);
        return Pairs.parse(line.substring(verb.length() + 1));
    }

    private String id(int sequence) {
        return new MessageId(simulation.cluster.peer(peer).origin(), sequence).toString();
    }

    @Test
    void PUBLISH_from_the_host_of_the_peer_is_answered_with_the_id_and_spreads() {
        LineClient neighbor = LineClient.neighborOf(simulation.network, peer);
        assertEquals("PUBLISHED " + id(0), local().send("PUBLISH hello world").next());
        String gossip = neighbor.next();
        assertTrue(gossip.startsWith("GOSSIP 1 " + id(0) + " [")
                && gossip.endsWith(": Message 0 [hello world]"), gossip);
    }

    @Test
    void PUBLISH_and_WATCH_from_another_host_are_refused_with_the_way_out() {
        for (String request : List.of("PUBLISH hello", "WATCH")) {
            LineClient client = client().send(request);
            assertEquals("ERROR " + request.split(" ")[0] + ": this node is controlled only from its own host; "
                    + "--control any allows other hosts", client.next());
            assertEquals("(closed)", client.next());
        }
    }

    @Test
    void with_control_any_every_host_may_publish_and_with_none_not_even_the_own_host() {
        Simulation open = new Simulation(1, 1, config -> Simulation.silent(config).withControl(Control.ANY));
        Address there = open.cluster.startPeer();
        open.run(Duration.ofSeconds(1));
        assertTrue(LineClient.to(open.network, there).send("PUBLISH hi").next().startsWith("PUBLISHED "));
        Simulation closed = new Simulation(1, 1, config -> Simulation.silent(config).withControl(Control.NONE));
        Address here = closed.cluster.startPeer();
        closed.run(Duration.ofSeconds(1));
        assertTrue(LineClient.from(here.host(), closed.network, here).send("PUBLISH hi").next().startsWith("ERROR "));
    }

    @Test
    void a_text_that_does_not_fit_is_refused() {
        LineClient client = local().send("PUBLISH " + "x".repeat(7680));
        assertTrue(client.next().startsWith("ERROR PUBLISH: the message has "));
    }

    @Test
    void SEEN_tells_from_whom_when_at_how_many_hops_and_how_many_copies_followed() {
        LineClient left = LineClient.neighborOf(simulation.network, peer);
        left.send("GOSSIP 3 192.168.0.9:7001/7/0 hi").send("GOSSIP 5 192.168.0.9:7001/7/0 hi");
        Map<String, String> seen = pairs(client().send("SEEN 192.168.0.9:7001/7/0").next(), "STATE");
        assertEquals("yes", seen.get("seen"));
        assertEquals("192.168.0.9:7001", seen.get("from"));
        assertEquals("3", seen.get("hops"));
        assertEquals("1", seen.get("copies"));
        long age = Long.parseLong(seen.get("time")) - Long.parseLong(seen.get("at"));
        assertTrue(age >= 0 && age < 1000, seen::toString);
    }

    @Test
    void SEEN_of_an_own_message_names_no_sender_and_of_an_unknown_one_says_no() {
        local().send("PUBLISH hello");
        Map<String, String> own = pairs(client().send("SEEN " + id(0)).next(), "STATE");
        assertEquals(List.of("yes", "-", "0"), List.of(own.get("seen"), own.get("from"), own.get("hops")));
        assertEquals("no", pairs(client().send("SEEN " + id(1)).next(), "STATE").get("seen"));
    }

    @Test
    void MESSAGES_returns_the_newest_ones_oldest_first_with_their_texts() {
        LineClient left = LineClient.neighborOf(simulation.network, peer);
        left.send("GOSSIP 1 192.168.0.9:7001/7/0 one").send("GOSSIP 1 192.168.0.9:7001/7/1 two \"a\" b=c")
                .send("GOSSIP 1 192.168.0.9:7001/7/2 three");
        assertEquals(List.of("two \"a\" b=c", "three"),
                client().send("MESSAGES 2").rows().stream().map(row -> row.get("text")).toList());
        assertEquals(3, client().send("MESSAGES").rows().size());
        assertEquals(0, client().send("MESSAGES 0").rows().size());
    }

    @Test
    void a_long_reply_arrives_completely() {
        LineClient left = LineClient.neighborOf(simulation.network, peer);
        for (int i = 0; i < 300; i++) {
            left.send("GOSSIP 1 192.168.0.9:7001/7/" + i + " " + "x".repeat(7000));
        }
        LineClient client = client().send("MESSAGES");
        simulation.run(Duration.ofSeconds(3));
        assertEquals(300, client.rows().size());
    }

    @Test
    void a_second_request_before_the_reply_is_complete_is_refused() {
        LineClient left = LineClient.neighborOf(simulation.network, peer);
        for (int i = 0; i < 300; i++) {
            left.send("GOSSIP 1 192.168.0.9:7001/7/" + i + " " + "x".repeat(7000));
        }
        LineClient client = client().send("MESSAGES").send("MESSAGES");
        String last = client.next();
        for (String next = last; !next.equals("(closed)"); next = client.next()) {
            last = next;
        }
        assertEquals("ERROR MESSAGES before the reply to the last request is complete", last);
    }

    @Test
    void NEIGHBORS_returns_a_row_for_each_link() {
        LineClient.neighborOf(simulation.network, peer);
        Map<String, String> row = client().send("NEIGHBORS").rows().getFirst();
        assertEquals(List.of("192.168.0.9:7001", "in", "-", "0"),
                List.of(row.get("peer"), row.get("direction"), row.get("rtt"), row.get("misses")));
        Address other = simulation.cluster.startPeer();
        simulation.settle();
        assertTrue(LineClient.to(simulation.network, other).send("NEIGHBORS").rows().stream()
                .anyMatch(link -> link.get("peer").equals(peer.toString())
                        && Double.parseDouble(link.get("rtt")) > 1));
    }

    @Test
    void WATCH_streams_the_matching_events_until_the_client_closes() {
        LineClient watcher = local().send("WATCH GOSSIP_R*,JOIN?D");
        assertEquals("STATE watching=GOSSIP_R*,JOIN?D", watcher.next());
        LineClient.neighborOf(simulation.network, peer).send("GOSSIP 2 192.168.0.9:7001/7/0 hi there");
        Map<String, String> event = pairs(watcher.next(), "EVENT");
        assertEquals("GOSSIP_RECEIVED", event.get("event"));
        assertEquals("hi there", event.get("text"));
        assertEquals("(nothing)", watcher.next());
    }

    @Test
    void a_seventeenth_watcher_replaces_the_first() {
        LineClient first = local().send("WATCH");
        for (int i = 0; i < 16; i++) {
            local().send("WATCH");
        }
        String line = first.next();
        while (line.startsWith("EVENT ") || line.startsWith("STATE ")) {
            line = first.next();
        }
        assertEquals("(closed)", line);
    }

    @Test
    void a_seed_refuses_what_only_a_peer_knows() {
        for (String request : List.of("NEIGHBORS", "MESSAGES", "PUBLISH hi", "ROW a=b")) {
            LineClient client = LineClient.to(simulation.network, SEED).send(request);
            assertEquals("ERROR " + request.split(" ")[0] + " is not for a seed", client.next());
        }
    }

    @Test
    void the_status_of_seed_and_peer_has_time_uptime_and_version() {
        for (LineClient client : List.of(client(), LineClient.to(simulation.network, SEED))) {
            Map<String, String> status = pairs(client.send("STATUS").next(), "STATE");
            assertTrue(Long.parseLong(status.get("uptime")) >= 1000, status::toString);
            assertTrue(status.containsKey("time") && status.containsKey("version"), status::toString);
        }
    }
}
