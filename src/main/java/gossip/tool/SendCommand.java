package gossip.tool;

import gossip.protocol.Address;
import gossip.protocol.Codec;
import gossip.protocol.MessageId;
import gossip.protocol.Utf8String;
import gossip.text.Counts;
import gossip.text.PrintableText;
import gossip.tool.client.Answer;
import gossip.tool.client.Publication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that publishes messages and waits until every member has them. */
@Command(name = "send", sortOptions = false,
        description = "Publishes a message and prints its id. With --wait, exit code 1 if a member lacks it.")
final class SendCommand extends ToolCommand {

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

    @Option(names = "--to", paramLabel = "ADDRESS",
            description = "The peer that publishes, by address or name. Default: the member that answers first, on"
                    + " this host if possible.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--wait", description = "Waits until every member has the message, and names those that lack it.")
    private boolean wait;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "Words of the message, or - for a message from each"
            + " line of the standard input.")
    private List<String> words;

    /** The peer that published the last line. It publishes the next one, so lines have the order of their ids. */
    private Optional<Address> publisher = Optional.empty();

    @Override
    Duration defaultTimeout() {
        return wait ? DEFAULT_WAIT : super.defaultTimeout();
    }

    @Override
    int run() throws IOException, InterruptedException {
        if (to.isPresent() && to.get().contains(":") && configuredSeeds().contains(resolve(to.get()))) {
            throw usageError("--to: " + to.get() + " is a seed; name a peer");
        }
        if (!words.equals(List.of("-"))) {
            return send(String.join(" ", words));
        }
        int code = YES;
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                restartDeadline();
                code = Math.max(code, send(line));
            }
        }
        return code;
    }

    private int send(String text) throws IOException, InterruptedException {
        Optional<MessageId> published = publish(text);
        if (published.isEmpty()) {
            return NO;
        }
        MessageId id = published.get();
        if (!wait) {
            if (json) {
                print(Map.of("id", id.toString()));
            } else {
                out().println(id);
            }
            return YES;
        }
        if (!json) {
            out().println(id);
            out().flush();
        }
        DeliveryWait.Result result = new DeliveryWait(this, id).await();
        report(id, result);
        return result.missing().isEmpty() ? YES : NO;
    }

    /** Publishes at the first member that answers and accepts the text. Reports why, if none does. */
    private Optional<MessageId> publish(String text) throws IOException {
        int length = Utf8String.of(text).length();
        if (length == 0) {
            throw usageError("the message is empty");
        }
        if (length > Codec.MAX_TEXT) {
            warn("the message has " + length + " bytes; at most " + Codec.MAX_TEXT + " are allowed");
            return Optional.empty();
        }
        if (publisher.isPresent()) {
            Publication next = Publication.of(connector(), text, List.of(publisher.get()), deadline(), perNode());
            if (next.id().isPresent()) {
                return next.id();
            }
        }
        List<Address> peers = to.isPresent() ? List.of(resolve(to.get())) : directory().addresses();
        Publication publication = Publication.of(connector(), text, peers, deadline(), perNode());
        publisher = publication.id().map(id -> id.origin().address());
        if (publisher.isPresent()) {
            return publication.id();
        }
        findNames();
        List<String> errors = errors(publication.failures());
        if (!publication.isRefused()) {
            throw new NobodyReachableException(errors.isEmpty() ? "no member is listed; start a peer"
                    : String.join("; ", errors) + (to.isPresent() ? "; without --to, another member publishes it"
                            : "; gossip.sh check says why"));
        }
        errors.forEach(this::warn);
        warn(tls.isPresent() ? "run the command with --tls and the certificate of an operator"
                : "run the command on the host of a peer, or start a peer with --control any");
        return Optional.empty();
    }

    /** Returns each error once, with the first node that has it. */
    private List<String> errors(List<Answer<MessageId>> failures) {
        Map<String, List<Address>> nodes = new LinkedHashMap<>();
        failures.forEach(failure ->
                nodes.computeIfAbsent(failure.error(), error -> new ArrayList<>()).add(failure.node()));
        return nodes.entrySet().stream().map(entry -> label(entry.getValue().getFirst())
                + (entry.getValue().size() > 1 ? " and " + Counts.of(entry.getValue().size() - 1, "other") : "")
                + ": " + entry.getKey()).toList();
    }

    private void report(MessageId id, DeliveryWait.Result result) {
        int have = result.members() - result.missing().size();
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("id", id.toString());
            document.put("members", result.members());
            document.put("have", have);
            document.put("missing", texts(result.missing()));
            document.put("gone", texts(result.gone()));
            document.put("ms", result.millis());
            print(document);
            return;
        }
        out().println(DeliveryWait.reach(have, result.members()) + " after " + result.millis() + " ms");
        list("missing", result.missing());
        list("left or was removed without it", result.gone());
    }

    private void list(String what, List<Address> peers) {
        peers.forEach(peer ->
                out().println((what + ": " + peer + " " + PrintableText.of(names.of(peer))).stripTrailing()));
    }

    private static List<String> texts(List<Address> peers) {
        return peers.stream().map(Address::toString).toList();
    }
}
