package gossip.tool;

import gossip.cli.Terminal;
import gossip.protocol.Address;
import gossip.protocol.Message.Seen;
import gossip.protocol.MessageId;
import gossip.text.Counts;
import gossip.tool.client.Directory;
import gossip.tool.client.Fanout;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A wait until every member has a message. Members that leave or are removed meanwhile are not waited for. */
final class DeliveryWait {

    /**
     * @param missing members that lack the message, or that did not answer
     * @param gone nodes that were members during the wait, are none any more, and were not seen to have the message
     */
    record Result(int members, List<Address> missing, List<Address> gone, long millis) {}

    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    private final ToolCommand command;
    private final MessageId id;
    private final long startedAt = System.nanoTime();
    private final Set<Address> have = new TreeSet<>();
    /** All that were members during the wait. */
    private final Set<Address> listed = new TreeSet<>();

    DeliveryWait(ToolCommand command, MessageId id) {
        this.command = command;
        this.id = id;
    }

    /** Asks those that lack the message again and again. A hung member is asked in rounds of at most 1 s. */
    Result await() throws IOException, InterruptedException {
        Directory directory = command.directory();
        listed.addAll(directory.addresses());
        long nextProgress = System.nanoTime() + PROGRESS.toNanos();
        while (true) {
            List<Address> missing = missing(directory);
            askAll(missing);
            missing = missing(directory);
            boolean isLastRound = command.deadline().millisLeft() <= PAUSE.toMillis();
            if (missing.isEmpty() || isLastRound) {
                return result(directory, missing);
            }
            if (System.nanoTime() - nextProgress > 0) {
                nextProgress = System.nanoTime() + PROGRESS.toNanos();
                // A file or a pipe receives the result only.
                if (Terminal.isOutput()) {
                    command.warn(reach(directory.members().size() - missing.size(), directory.members().size()));
                }
                Directory next = Directory.of(
                        command.connector(), command.configuredSeeds(), command.deadline(), ATTEMPT);
                directory = next.isReachable() ? next : directory;
                listed.addAll(directory.addresses());
                command.names.add(directory);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Returns how many members have the message, as a sentence. */
    static String reach(int have, int members) {
        return Counts.of(have, members, "member") + (members == 1 ? " has it" : " have it");
    }

    private List<Address> missing(Directory directory) {
        List<Address> missing = new ArrayList<>(directory.addresses());
        missing.removeAll(have);
        return missing;
    }

    private void askAll(List<Address> missing) {
        Fanout.ask(command.connector(), missing, command.deadline(), ATTEMPT,
                        client -> client.state(new Seen(id)).get("seen")).stream()
                .filter(answer -> answer.value().filter("yes"::equals).isPresent())
                .forEach(answer -> have.add(answer.node()));
    }

    private Result result(Directory directory, List<Address> missing) {
        List<Address> gone = new ArrayList<>(listed);
        gone.removeAll(directory.addresses());
        gone.removeAll(have);
        long millis = (System.nanoTime() - startedAt) / 1_000_000;
        return new Result(directory.members().size(), missing, gone, millis);
    }
}
