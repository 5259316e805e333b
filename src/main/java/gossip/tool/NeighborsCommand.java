package gossip.tool;

import gossip.protocol.Address;
import gossip.protocol.Message.Neighbors;
import gossip.tool.client.Answer;
import gossip.tool.client.Fields;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that prints the links of a peer. */
@Command(name = "neighbors", sortOptions = false, description = "Shows the links of a peer.")
final class NeighborsCommand extends ToolCommand {

    private static final List<String> FIGURES =
            List.of("misses", "messagesIn", "messagesOut", "bytesIn", "bytesOut", "queue");

    @Parameters(paramLabel = "ADDRESS", description = "A peer, by address or name.")
    private String peer;

    @Override
    int run() throws IOException {
        Address address = resolve(peer);
        Answer<List<Map<String, String>>> answer =
                ask(List.of(address), client -> checked(client.rows(new Neighbors()))).getFirst();
        if (answer.isRefusedBySeed()) {
            throw usageError(address + " is a seed, which has no neighbors");
        }
        if (!answer.isPresent()) {
            findNames();
            throw new NobodyReachableException(label(address) + " does not answer: " + answer.error());
        }
        List<Map<String, String>> rows = answer.get().stream()
                .sorted(Comparator.comparing(row -> Address.parse(row.get("peer")))).toList();
        if (json) {
            print(Map.of("neighbors", rows.stream().map(NeighborsCommand::document).toList()));
            return YES;
        }
        findNames();
        Columns table = new Columns("PEER", "NAME", "DIR", "SINCE", "RTT", "MISS", "MSG IN", "MSG OUT", "IN", "OUT",
                "QUEUE");
        rows.forEach(row -> table.add(row.get("peer"), Columns.cut(names.of(row.get("peer")), 12),
                row.get("direction"),
                StatusCommand.time(Duration.between(since(row), Instant.now()).toMillis()), row.get("rtt"),
                row.get("misses"), figure(row, "messagesIn"), figure(row, "messagesOut"), figure(row, "bytesIn"),
                figure(row, "bytesOut"), figure(row, "queue")));
        print(table);
        return YES;
    }

    /** Fails if a row lacks a field. */
    private static List<Map<String, String>> checked(List<Map<String, String>> rows) throws IOException {
        for (Map<String, String> row : rows) {
            new Fields(row).address("peer").texts("direction").numbers("since").optionalDecimal("rtt")
                    .numbers(FIGURES.toArray(String[]::new));
        }
        return rows;
    }

    private static Instant since(Map<String, String> row) {
        return Instant.ofEpochMilli(Long.parseLong(row.get("since")));
    }

    private static String figure(Map<String, String> row, String key) {
        return StatusCommand.shortened(Long.parseLong(row.get(key)));
    }

    private static Map<String, Object> document(Map<String, String> row) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("peer", row.get("peer"));
        document.put("direction", row.get("direction"));
        document.put("since", Columns.timestamp(since(row)));
        document.put("rttMs", row.get("rtt").equals("-") ? null : Double.valueOf(row.get("rtt")));
        FIGURES.forEach(key -> document.put(key, Long.valueOf(row.get(key))));
        return document;
    }
}
