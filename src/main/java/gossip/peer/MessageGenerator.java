package gossip.peer;

import gossip.node.Environment;
import gossip.peer.broadcast.Broadcast;
import gossip.peer.overlay.LocalPeer;
import gossip.protocol.MessageId;
import gossip.protocol.Utf8String;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A generator of messages in the format of the specification, at a fixed interval up to the configured number. */
final class MessageGenerator {

    /** Example: {@code [2026-02-26 19->39.24]:127.0.0.1: Message 0 [Hello from jyothsna]}. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH'->'mm.ss", Locale.ROOT);

    private final LocalPeer self;
    private final PeerConfig config;
    private final Environment environment;
    private final Broadcast broadcast;
    private final BooleanSupplier leaving;
    private int generated;
    /** Number of the next message, generated or published by a caller. */
    private int number;

    /** @param leaving returns whether this peer leaves; no neighbor could then receive a message */
    MessageGenerator(LocalPeer self, PeerConfig config, Environment environment, Broadcast broadcast,
            BooleanSupplier leaving) {
        this.self = self;
        this.config = config;
        this.environment = environment;
        this.broadcast = broadcast;
        this.leaving = leaving;
    }

    void start() {
        if (!leaving.getAsBoolean() && generated < config.messages()) {
            generated++;
            publish("Hello from " + config.name());
            environment.schedule(config.gossipInterval(), this::start);
        }
    }

    /**
     * Publishes a message with this content and returns its id. Line breaks in the content become spaces.
     *
     * @throws IllegalArgumentException if the message exceeds {@link PeerConfig#maxText()} bytes
     */
    MessageId publish(String content) {
        String timestamp = TIMESTAMP.format(environment.currentTime().atZone(config.zone()));
        Utf8String text = Utf8String.of("[" + timestamp + "]:" + self.address().host() + ": Message " + number
                + " [" + content.replaceAll("\\R", " ") + "]");
        if (text.length() > config.maxText()) {
            throw new IllegalArgumentException(
                    "the message has " + text.length() + " bytes; at most " + config.maxText() + " are allowed");
        }
        number++;
        return broadcast.publish(text);
    }
}
