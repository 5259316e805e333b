package gossip.peer;

import gossip.node.Environment;
import gossip.peer.broadcast.Broadcast;
import gossip.peer.overlay.LocalPeer;
import gossip.protocol.Codec;
import gossip.protocol.Utf8String;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words messages in the document's form and generates the configured number of them, one an interval. */
final class MessageGenerator {

    /** As in {@code [2026-02-26 19->39.24]:127.0.0.1: Message 0 [Hello from jyothsna]}. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH'->'mm.ss", Locale.ROOT);

    private final LocalPeer self;
    private final PeerConfig config;
    private final Environment environment;
    private final Broadcast broadcast;
    private int generated;
    private int numbered;

    MessageGenerator(LocalPeer self, PeerConfig config, Environment environment, Broadcast broadcast) {
        this.self = self;
        this.config = config;
        this.environment = environment;
        this.broadcast = broadcast;
    }

    void start() {
        if (generated < config.messages()) {
            generated++;
            publish("Hello from " + config.name());
            environment.schedule(config.gossipInterval(), this::start);
        }
    }

    /** @throws IllegalArgumentException when the content is too long for a line of the protocol */
    void publish(String content) {
        String timestamp = TIMESTAMP.format(environment.currentTime().atZone(config.zone()));
        Utf8String text = Utf8String.of("[" + timestamp + "]:" + self.address().host() + ": Message " + numbered
                + " [" + content.replaceAll("\\R", " ") + "]");
        if (text.length() > Codec.MAX_TEXT) {
            throw new IllegalArgumentException(
                    "the message takes " + text.length() + " bytes, at most " + Codec.MAX_TEXT + " fit in a line");
        }
        numbered++;
        broadcast.publish(text);
    }
}
