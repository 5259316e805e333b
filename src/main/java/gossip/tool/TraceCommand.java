package gossip.tool;

import gossip.protocol.Address;
import gossip.protocol.Message.Messages;
import gossip.protocol.Message.Seen;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.tool.client.Answer;
import gossip.tool.client.Directory;
import gossip.tool.client.Fields;
import gossip.tool.client.NodeClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that prints how a message spread: the tree of first receptions. */
@Command(name = "trace", sortOptions = false, description = "Shows how a message spread: who received it from whom,"
        + " when, at how many hops, and who lacks it. Exit code 1 if a member lacks it.")
final class TraceCommand extends ToolCommand {

    /** Questions to each node. The one with the shortest round trip measures the difference of the clocks best. */
    private static final int SAMPLES = 3;

    @Parameters(paramLabel = "ID|last", description = "Id of the message, or last for the newest one.")
    private String message;

    /**
     * The reception at a node.
     *
     * @param at time of the reception by the clock of this host, in ms; empty if the node retains only the id
     * @param clockOffset how far the clock of the node is ahead of the clock of this host, in ms
     */
    private record Reception(boolean seen, Map<String, String> values, OptionalLong at, double clockOffset) {}

    @Override
    int run() throws IOException {
        Directory directory = directory();
        Optional<Map<String, String>> last = message.equals("last") ? Optional.of(last(directory)) : Optional.empty();
        MessageId id = parse(last.map(row -> row.get("id")).orElse(message));
        List<Answer<Reception>> answers = ask(directory.addresses(), client -> reception(client, id));
        if (!answers.isEmpty() && answers.stream().noneMatch(Answer::isPresent)) {
            throw new NobodyReachableException("no member answers; gossip.sh check says why");
        }
        ReceptionTree tree = tree(directory, id, answers);
        if (json) {
            print(tree.document());
        } else {
            last.map(row -> row.get("text")).ifPresent(text -> Columns.wrap(text).forEach(out()::println));
            tree.lines().forEach(out()::println);
        }
        return tree.missing().isEmpty() && !tree.nodes().isEmpty() ? YES : NO;
    }

    private static ReceptionTree tree(Directory directory, MessageId id, List<Answer<Reception>> answers) {
        List<Answer<Reception>> seen = answers.stream()
                .filter(answer -> answer.value().filter(Reception::seen).isPresent()).toList();
        OptionalLong origin = seen.stream()
                .filter(answer -> "-".equals(answer.get().values().get("from")) && answer.get().at().isPresent())
                .mapToLong(answer -> answer.get().at().getAsLong()).findFirst();
        long zero = origin.orElseGet(() -> seen.stream().flatMapToLong(answer -> answer.get().at().stream())
                .min().orElse(0));
        List<ReceptionTree.Node> nodes = seen.stream().map(answer -> node(directory, answer, zero))
                .sorted(Comparator.comparing((ReceptionTree.Node node) -> node.offsetMs().orElse(Long.MAX_VALUE))
                        .thenComparing(ReceptionTree.Node::address)).toList();
        List<ReceptionTree.Lacking> missing = answers.stream()
                .filter(answer -> answer.value().filter(Reception::seen).isEmpty())
                .map(answer -> new ReceptionTree.Lacking(answer.node(), directory.name(answer.node()), answer.error()))
                .toList();
        return new ReceptionTree(id, nodes, missing);
    }

    private static ReceptionTree.Node node(Directory directory, Answer<Reception> answer, long zero) {
        Reception reception = answer.get();
        Map<String, String> values = reception.values();
        Optional<Address> from = Optional.ofNullable(values.get("from")).filter(text -> !text.equals("-"))
                .map(Address::parse);
        Optional<Long> offset = reception.at().stream().boxed().findFirst().map(at -> at - zero);
        return new ReceptionTree.Node(answer.node(), directory.name(answer.node()), from,
                Optional.ofNullable(values.get("hops")).map(Long::valueOf), offset,
                Optional.ofNullable(values.get("copies")).map(Long::valueOf), Math.round(reception.clockOffset()));
    }

    private static Reception reception(NodeClient client, MessageId id) throws IOException {
        double shortest = Double.MAX_VALUE;
        double clockOffset = 0;
        Map<String, String> values = Map.of();
        for (int i = 0; i < SAMPLES; i++) {
            long before = System.nanoTime();
            double wallBefore = System.currentTimeMillis();
            values = client.state(new Seen(id));
            new Fields(values).numbers("time").optionalNumbers("at", "hops", "copies").optionalAddress("from");
            double roundTrip = (System.nanoTime() - before) / 1e6;
            if (roundTrip < shortest) {
                shortest = roundTrip;
                clockOffset = Long.parseLong(values.get("time")) - (wallBefore + roundTrip / 2);
            }
        }
        // A difference below the round trip may be an error of the measurement.
        double corrected = Math.abs(clockOffset) <= shortest + 2 ? 0 : clockOffset;
        OptionalLong at = values.containsKey("at")
                ? OptionalLong.of(Math.round(Long.parseLong(values.get("at")) - corrected)) : OptionalLong.empty();
        return new Reception("yes".equals(values.get("seen")), values, at, corrected);
    }

    /** Returns the message that a member received last. */
    private Map<String, String> last(Directory directory) throws IOException {
        List<Map<String, String>> newest = new ArrayList<>();
        ask(directory.addresses(), client -> {
            List<Map<String, String>> rows = client.rows(new Messages(1));
            for (Map<String, String> row : rows) {
                if (id(new Fields(row).numbers("at").texts("id", "text").values().get("id")).isEmpty()) {
                    throw new IOException("invalid answer: id=" + row.get("id"));
                }
            }
            return rows;
        }).stream()
                .flatMap(answer -> answer.value().stream()).forEach(newest::addAll);
        return newest.stream()
                .max(Comparator.comparingLong(row -> Long.parseLong(row.get("at"))))
                .orElseThrow(() -> new NobodyReachableException(
                        "no member has a message; send one with gossip.sh send"));
    }

    private MessageId parse(String text) {
        return id(text).orElseThrow(() ->
                usageError("'" + text + "' is not a message id such as 127.0.0.1:6001/1763815201123/0"));
    }

    private static Optional<MessageId> id(String text) {
        String[] parts = text.split("/");
        try {
            return parts.length == 3 ? Optional.of(new MessageId(new Origin(
                    Address.parse(parts[0]), Long.parseLong(parts[1])), Long.parseLong(parts[2]))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
