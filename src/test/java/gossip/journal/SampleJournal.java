package gossip.journal;

import gossip.node.JournalEntry;
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
}
