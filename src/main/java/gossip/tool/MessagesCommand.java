package gossip.tool;

import gossip.protocol.Address;
import gossip.protocol.Message.Messages;
import gossip.tool.client.Answer;
import gossip.tool.client.AnyNode;
import gossip.tool.client.Fields;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that prints the messages that a peer stores. */
@Command(name = "messages", sortOptions = false, description = "Shows the messages that a peer stores, oldest first.")
final class MessagesCommand extends ToolCommand {

    @Parameters(arity = "0..1", paramLabel = "ADDRESS",
            description = "A peer, by address or name. Default: the first that answers, on this host if possible.")
    private Optional<String> peer = Optional.empty();

    @Option(names = "--last", paramLabel = "N", description = "Only the newest N.")
    private Optional<Integer> last = Optional.empty();

    @Option(names = "--origin", paramLabel = "ADDRESS", description = "Only those that this peer published.")
    private Optional<String> origin = Optional.empty();

    @Override
    int run() throws IOException {
        last.filter(number -> number < 0).ifPresent(number -> {
            throw usageError("--last must be 0 or more, not " + number);
        });
        List<Map<String, String>> rows = rows();
        if (origin.isPresent()) {
            String prefix = resolve(origin.get(), "if it is gone, give its address, with which the ids begin") + "/";
            rows = rows.stream().filter(row -> row.get("id").startsWith(prefix)).toList();
        }
        rows = rows.subList(Math.max(0, rows.size() - last.orElse(rows.size())), rows.size());
        if (json) {
            print(Map.of("messages", rows.stream().map(MessagesCommand::document).toList()));
        } else {
            rows.forEach(row -> Columns.wrap(Columns.clock(at(row)) + " " + row.get("id") + " " + row.get("text"),
                    "    ").forEach(out()::println));
        }
        return YES;
    }

    /** Asks for more than the newest if only those of one origin are wanted. */
    private List<Map<String, String>> rows() throws IOException {
        Messages request = new Messages(origin.isPresent() ? Messages.ALL : last.orElse(Messages.ALL));
        List<Address> peers = peer.isPresent() ? List.of(resolve(peer.get())) : directory().addresses();
        List<Map<String, String>> rows = new ArrayList<>();
        List<Answer<?>> failures = new ArrayList<>();
        boolean isAnswered = AnyNode.offer(connector(), peers, deadline(), perNode(), state -> {
            Answer<?> answer = state;
            if (state.isPresent()) {
                Answer<List<Map<String, String>>> reply =
                        ask(List.of(state.node()), client -> checked(client.rows(request))).getFirst();
                reply.value().ifPresent(rows::addAll);
                answer = reply;
            }
            if (answer.isRefusedBySeed()) {
                throw usageError(answer.node() + " is a seed, which has no messages");
            }
            if (!answer.isPresent()) {
                failures.add(answer);
            }
            return answer.isPresent();
        });
        if (isAnswered) {
            return rows;
        }
        findNames();
        throw new NobodyReachableException(failures.isEmpty() ? "no member is listed"
                : failures.size() == 1 ? label(failures.getFirst().node()) + " does not answer: "
                        + failures.getFirst().error() : "no member answers; gossip.sh check says why");
    }

    /** Fails if a row lacks a field. */
    private static List<Map<String, String>> checked(List<Map<String, String>> rows) throws IOException {
        for (Map<String, String> row : rows) {
            new Fields(row).texts("id", "from", "text").numbers("at", "hops", "copies");
        }
        return rows;
    }

    private static Instant at(Map<String, String> row) {
        return Instant.ofEpochMilli(Long.parseLong(row.get("at")));
    }

    private static Map<String, Object> document(Map<String, String> row) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", row.get("id"));
        document.put("receivedAt", Columns.timestamp(at(row)));
        document.put("from", row.get("from").equals("-") ? null : row.get("from"));
        document.put("hops", Long.valueOf(row.get("hops")));
        document.put("duplicates", Long.valueOf(row.get("copies")));
        document.put("text", row.get("text"));
        return document;
    }
}
