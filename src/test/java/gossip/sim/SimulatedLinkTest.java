package gossip.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.Status;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedLinkTest {

    private static final Address DIALER = new Address("10.0.0.1", 1);
    private static final Address TARGET = new Address("10.0.0.2", 1);
    private static final Duration LATENCY = Duration.ofMillis(5);
    private static final Duration PARTITIONED = Duration.ofSeconds(60);

    private final SimulatedNetwork network = new SimulatedNetwork(1, new NetworkConditions() {
        @Override
        public long latency(Address from, Address to, RandomGenerator random) {
            return LATENCY.toNanos();
        }

        @Override
        public int capacity(Address from, Address to) {
            return 100;
        }
    });
    private RecordingNode dialer;
    private RecordingNode target;

    @BeforeEach
    void start() {
        dialer = network.start(DIALER, RecordingNode::new).node();
        target = network.start(TARGET, RecordingNode::new).node();
        dialer.takeEvents();
        target.takeEvents();
    }

    private void connect() {
        dialer.environment.dial(TARGET, dialer);
        network.run(LATENCY.multipliedBy(2));
        dialer.takeEvents();
        target.takeEvents();
    }

    private static Gossip gossip(int hops, long sequence) {
        return new Gossip(hops, new MessageId(new Origin(DIALER, 1), sequence), Utf8String.of("hello"));
    }

    /** Sends the messages at the same time and returns what the target recorded. */
    private List<String> deliver(Message... messages) {
        for (Message message : messages) {
            assertTrue(dialer.link.send(message));
        }
        network.run(LATENCY);
        return target.takeEvents();
    }

    // ---- duplicates

    @Test
    void a_message_that_the_handler_does_not_recognize_by_its_id_is_received() {
        connect();
        assertEquals(List.of("duplicate 0", "GOSSIP", "duplicate 0", "GOSSIP"), deliver(gossip(1, 0), gossip(3, 0)));
    }

    @Test
    void a_message_that_the_handler_recognizes_by_its_id_is_not_received() {
        connect();
        target.received.add(0L);
        assertEquals(List.of("duplicate 0"), deliver(gossip(1, 0)));
    }

    @Test
    void messages_other_than_gossip_are_received_each_time() {
        connect();
        assertEquals(List.of("PING", "PING"), deliver(new Ping(1, 0), new Ping(1, 0)));
    }

    // ---- connections

    @Test
    void a_dial_opens_a_link_at_both_ends() {
        dialer.environment.dial(TARGET, dialer);
        network.run(LATENCY.multipliedBy(2));
        assertEquals(List.of("opened"), dialer.takeEvents());
        assertEquals(List.of("accepted"), target.takeEvents());
    }

    @Test
    void a_dial_to_a_crashed_process_is_refused() {
        network.crash(TARGET);
        dialer.environment.dial(TARGET, dialer);
        network.run(LATENCY.multipliedBy(2));
        assertEquals(List.of("dial failed: REFUSED, refused"), dialer.takeEvents());
    }

    @Test
    void a_dial_to_a_host_without_power_times_out_after_3_s() {
        network.cutPower(TARGET);
        dialer.environment.dial(TARGET, dialer);
        network.run(Duration.ofMillis(2999));
        assertEquals(List.of(), dialer.takeEvents());
        network.run(Duration.ofMillis(1));
        assertEquals(List.of("dial failed: NO_ANSWER, no answer"), dialer.takeEvents());
    }

    @Test
    void messages_sent_before_a_close_arrive_before_it() {
        connect();
        dialer.link.send(new Status());
        dialer.link.close();
        network.run(LATENCY);
        assertEquals(List.of("STATUS", "closed: closed"), target.takeEvents());
        assertEquals(List.of(), dialer.takeEvents());
    }

    @Test
    void a_crash_closes_the_other_end_and_a_power_cut_does_not() {
        connect();
        network.crash(DIALER);
        network.run(LATENCY);
        assertEquals(List.of("closed: closed"), target.takeEvents());
        dialer = network.start(DIALER, RecordingNode::new).node();
        connect();
        network.cutPower(DIALER);
        network.run(PARTITIONED);
        assertEquals(List.of(), target.takeEvents());
    }

    // ---- delays

    @Test
    void a_paused_node_receives_everything_in_order_when_it_resumes() {
        connect();
        network.pause(TARGET, Duration.ofSeconds(10));
        assertEquals(List.of(), deliver(new Status(), new Ping(1, 0)));
        network.run(Duration.ofSeconds(10));
        assertEquals(List.of("STATUS", "PING"), target.takeEvents());
    }

    @Test
    void a_partition_delays_messages_until_it_heals() {
        connect();
        network.partition(address -> address.equals(DIALER) ? 1 : 2);
        deliver(new Status(), new Ping(1, 0));
        network.run(PARTITIONED);
        assertEquals(List.of(), target.takeEvents());
        network.heal();
        network.run(Duration.ZERO);
        assertEquals(List.of("STATUS", "PING"), target.takeEvents());
    }

    @Test
    void a_silent_direction_drops_messages_and_closes_and_the_other_direction_and_new_connections_work() {
        connect();
        network.silence(DIALER, TARGET);
        assertEquals(List.of(), deliver(new Status(), new Ping(1, 0)));
        target.link.send(new Status());
        dialer.link.close();
        network.run(PARTITIONED);
        assertEquals(List.of(), target.takeEvents());
        connect();
        assertEquals(List.of("STATUS"), deliver(new Status()));
    }

    @Test
    void a_node_that_works_10_ms_on_each_message_receives_messages_and_timers_late_and_in_order() {
        connect();
        network.conditions(new NetworkConditions() {
            @Override
            public long latency(Address from, Address to, RandomGenerator random) {
                return LATENCY.toNanos();
            }

            @Override
            public long processing(Address node) {
                return node.equals(TARGET) ? 10_000_000 : 0;
            }
        });
        assertEquals(List.of("STATUS", "PING"), deliver(new Status(), new Ping(1, 0)));
        assertEquals(List.of(), deliver(new Status()));
        target.environment.schedule(Duration.ZERO, () -> target.events.add("timer"));
        network.run(Duration.ofMillis(15));
        assertEquals(List.of("STATUS"), target.takeEvents());
        network.run(Duration.ofMillis(10));
        assertEquals(List.of("timer"), target.takeEvents());
    }

    @Test
    void a_full_link_refuses_a_message_and_reports_when_it_has_drained() {
        connect();
        IntStream.range(0, 100).forEach(i -> assertTrue(dialer.link.send(new Status())));
        assertFalse(dialer.link.send(new Status()));
        network.run(LATENCY);
        assertEquals(100, target.takeEvents().size());
        assertEquals(List.of("drained"), dialer.takeEvents());
    }
}
