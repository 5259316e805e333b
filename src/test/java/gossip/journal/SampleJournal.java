package gossip.journal;

import gossip.node.JournalEntry;
import gossip.node.Link;
import gossip.node.LinkHandler;
import gossip.node.Node;
import gossip.protocol.Address;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import gossip.protocol.Utf8String;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Records for tests, and a small journal of them. */
final class SampleJournal {

    private static final Address PEER = new Address("10.0.0.1", 6000);

    private SampleJournal() {}

    static JournalEntry entry(int number) {
        return number % 3 == 2
                ? new JournalEntry(1000 + number, new Buried(new PeerId(PEER, number)))
                : new JournalEntry(1000 + number, Optional.of(PEER), new Gossip(2,
                        new MessageId(new Origin(PEER, 1), number), Utf8String.of("text " + number + " é\u0007")));
    }

    static List<JournalEntry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(SampleJournal::entry).toList();
    }

    static JournalFolder open(Storage storage) throws IOException {
        return JournalFolder.open(storage, "peer");
    }

    /** A snapshot of the first 4 records, a segment with 2 more, and one with 2 more. */
    static void write(Storage storage) throws IOException {
        JournalFolder folder = open(storage);
        folder.append(entries(0, 4));
        folder.writeSnapshot(folder.rotate(), entries(0, 4));
        folder.append(entries(4, 6));
        folder.close();
        folder = open(storage);
        folder.append(entries(6, 8));
        folder.close();
    }

    /** Returns a node with this state, which opens no links. */
    static Node node(List<JournalEntry> state) {
        return new Node() {
            @Override
            public void start() {}

            @Override
            public List<JournalEntry> snapshot() {
                return List.copyOf(state);
            }

            @Override
            public LinkHandler accepted(Link link) {
                throw new AssertionError("this node accepts no link");
            }
        };
    }

    /** Returns a listener that adds the names of events and the activities of faults to this list. */
    static NodeJournal.Listener recording(List<String> events) {
        return new NodeJournal.Listener() {
            @Override
            public void event(String name, Object... keysAndValues) {
                events.add(name);
            }

            @Override
            public void fault(String activity, Throwable cause) {
                events.add(activity);
            }
        };
    }
}
