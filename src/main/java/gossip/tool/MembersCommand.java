package gossip.tool;

import gossip.cli.Durations;
import gossip.text.Counts;
import gossip.tool.client.Directory;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that prints the members as the seeds list them, and where the seeds disagree. */
@Command(name = "members", sortOptions = false,
        description = "Lists the members, as the seeds do, and where the seeds disagree.")
final class MembersCommand extends ToolCommand {

    @Option(names = "--watch", paramLabel = "TIME", converter = Durations.Converter.class,
            description = "Repeats after this time, until Ctrl+C.")
    private Optional<Duration> watch = Optional.empty();

    @Override
    int run() throws IOException, InterruptedException {
        return repeat(watch, this::show);
    }

    private int show() throws IOException {
        Directory directory = directory();
        if (json) {
            print(document(directory));
            return YES;
        }
        Columns table = new Columns("ADDRESS", "NAME", "DEGREE", "INCARNATION", "SEEDS", "");
        directory.members().forEach(member -> table.add(member.address(), Columns.cut(member.name(), 20),
                member.degree(), member.incarnation(), member.bySeed().size() + "/" + directory.seeds().size(),
                directory.disagreement(member)));
        print(table);
        out().println(Counts.of(directory.members().size(), "member"));
        return YES;
    }

    private static Map<String, Object> document(Directory directory) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("members", directory.members().stream().map(member -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("address", member.address().toString());
            row.put("name", member.name());
            row.put("degree", member.degree());
            row.put("incarnation", member.incarnation());
            row.put("seeds", member.bySeed().keySet().stream().map(Object::toString).toList());
            row.put("disagreement", directory.disagreement(member));
            return row;
        }).toList());
        document.put("seeds", directory.seeds().stream().map(seed -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("address", seed.node().toString());
            row.put("reachable", seed.isPresent());
            row.put("members", seed.value().map(List::size).orElse(null));
            row.put("error", seed.error());
            return row;
        }).toList());
        document.put("partial", !directory.isComplete());
        return document;
    }
}
