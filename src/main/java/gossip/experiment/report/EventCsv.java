package gossip.experiment.report;

import gossip.experiment.metrics.EventSink;
import gossip.protocol.Address;
import gossip.protocol.MessageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Optional;

/** A writer of the events of a run as CSV while it runs: {@code time_s,event,node,other,message}. Not thread-safe. */
public final class EventCsv implements EventSink {

    private final Writer out;

    /** @throws UncheckedIOException if the file cannot be written, here and at each event */
    public EventCsv(Writer out) {
        this.out = out;
        write("time_s,event,node,other,message\n");
    }

    @Override
    public void event(long nanos, String event, Address node, Optional<Address> other, Optional<MessageId> message) {
        write(BigDecimal.valueOf(nanos, 9) + "," + event + "," + node + "," + other.map(Address::toString).orElse("")
                + "," + message.map(MessageId::toString).orElse("") + "\n");
    }

    private void write(String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
