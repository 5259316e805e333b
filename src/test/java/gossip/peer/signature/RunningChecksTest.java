package gossip.peer.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.identity.Fingerprint;
import gossip.node.Environment;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.node.PeerListener;
import gossip.node.Refusal;
import gossip.peer.overlay.DisconnectCause;
import gossip.peer.overlay.LocalPeer;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.OverlayListener;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import gossip.protocol.SignedPayload;
import gossip.protocol.Utf8String;
import gossip.sim.NetworkConditions;
import gossip.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RunningChecksTest {

    private static final MessageId ID = new MessageId(new Origin(new Address("ada", 1), 2), 3);

    /** The checks that run, in the order in which they began. */
    private final List<Runnable> running = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();
    private final RunningChecks checks = new RunningChecks();
    private int verified;

    /** A link whose work ends when the test runs it, as that of a connection does. */
    private final class SlowLink implements Link {

        @Override
        public boolean send(Message message) {
            return true;
        }

        @Override
        public <T> void compute(Supplier<T> work, Consumer<T> then) {
            running.add(() -> then.accept(work.get()));
        }

        @Override
        public void close() {}

        @Override
        public void setHandler(LinkHandler handler) {}

        @Override
        public String remote() {
            return "";
        }
    }

    private Neighbor neighbor(int port) {
        Address self = new Address("self", 1);
        Neighbor[] opened = new Neighbor[1];
        new SimulatedNetwork(1, NetworkConditions.delay(Duration.ZERO, Duration.ZERO)).start(self, environment -> {
            overlay(self, environment, opened).accept(new SlowLink(), Identity.of(new PeerId(
                    new Address("neighbor", port), 1)));
            return new Node() {
                @Override
                public void start() {}

                @Override
                public LinkHandler accepted(Link link) {
                    throw new AssertionError();
                }
            };
        });
        return opened[0];
    }

    private static Overlay overlay(Address self, Environment environment, Neighbor[] opened) {
        return new Overlay(new LocalPeer(self, environment.currentTime(), "gossip", "", true), 9, environment,
                new PeerListener() {}, new OverlayListener() {
                    @Override
                    public LinkHandler handler(Neighbor neighbor) {
                        opened[0] = neighbor;
                        return null;
                    }

                    @Override
                    public void connected(Neighbor neighbor) {}

                    @Override
                    public long digest() {
                        return 0;
                    }

                    @Override
                    public void disconnected(Neighbor neighbor, DisconnectCause cause) {}
                });
    }

    private static Gossip copy(int signature) {
        return new Gossip(1, SignedPayload.of(ID, new Fingerprint(1, 2, 3, 4), new byte[] {(byte) signature},
                Utf8String.of("text")));
    }

    private void receive(Neighbor from, Gossip gossip, Optional<Refusal> refusal) {
        checks.run(from, gossip, () -> {
            verified++;
            return refusal;
        }, (by, copy, verdict) -> verdicts.add(by.address().port() + " " + verdict.map(Refusal::toString).orElse("ok")));
    }

    @Test
    void copies_that_arrive_during_a_check_share_its_verdict_in_their_order() {
        receive(neighbor(1), copy(7), Optional.empty());
        receive(neighbor(2), copy(7), Optional.of(Refusal.SIGNATURE));
        receive(neighbor(3), copy(7), Optional.of(Refusal.SIGNATURE));
        assertEquals(List.of(), verdicts);
        running.forEach(Runnable::run);
        assertEquals(List.of("1 ok", "2 ok", "3 ok"), verdicts);
        assertEquals(1, verified);
    }

    @Test
    void a_neighbor_that_repeats_a_message_during_its_check_adds_nothing() {
        Neighbor neighbor = neighbor(1);
        for (int i = 0; i < 100; i++) {
            receive(neighbor, copy(7), Optional.empty());
        }
        running.forEach(Runnable::run);
        assertEquals(List.of("1 ok"), verdicts);
    }

    @Test
    void a_copy_with_another_signature_has_its_own_verdict() {
        receive(neighbor(1), copy(8), Optional.of(Refusal.SIGNATURE));
        receive(neighbor(2), copy(7), Optional.empty());
        running.forEach(Runnable::run);
        assertEquals(List.of("1 signature", "2 ok"), verdicts);
    }

    @Test
    void a_message_is_checked_again_after_its_check_has_ended() {
        receive(neighbor(1), copy(8), Optional.of(Refusal.UNTRUSTED));
        running.removeFirst().run();
        receive(neighbor(1), copy(8), Optional.empty());
        running.removeFirst().run();
        assertEquals(List.of("1 untrusted", "1 ok"), verdicts);
    }
}
