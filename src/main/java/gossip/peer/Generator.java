package gossip.peer;

import gossip.node.Environment;
import gossip.protocol.Codec;
import gossip.protocol.Utf8String;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words messages in the document's form and generates the configured number of them, one an interval. */
final class Generator {

    /** As in {@code [2026-02-26 19->39.24]:127.0.0.1: Message 0 [Hello from jyothsna]}. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH'->'mm.ss", Locale.ROOT);

    private final Self self;
    private final PeerSettings settings;
    private final Environment environment;
    private final Broadcast broadcast;
    private int generated;
    private int worded;

    Generator(Self self, PeerSettings settings, Environment environment, Broadcast broadcast) {
        this.self = self;
        this.settings = settings;
        this.environment = environment;
        this.broadcast = broadcast;
    }

    void start() {
        if (generated < settings.messages()) {
            generated++;
            publish("Hello from " + settings.name());
            environment.schedule(settings.gossipInterval(), this::start);
        }
    }

    /** @throws IllegalArgumentException when the content is too long for a line of the protocol */
    void publish(String content) {
        String timestamp = TIMESTAMP.format(environment.wallClock().atZone(settings.zone()));
        Utf8String text = Utf8String.of("[" + timestamp + "]:" + self.address().host() + ": Message " + worded
                + " [" + content.replaceAll("\\R", " ") + "]");
        if (text.length() > Codec.MAX_TEXT) {
            throw new IllegalArgumentException(
                    "the message takes " + text.length() + " bytes, at most " + Codec.MAX_TEXT + " fit in a line");
        }
        worded++;
        broadcast.publish(text);
    }
}
