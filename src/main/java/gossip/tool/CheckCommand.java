package gossip.tool;

import gossip.protocol.Address;
import gossip.text.Counts;
import gossip.tool.client.Answer;
import gossip.tool.client.Directory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** The command that diagnoses a network and its configuration. */
@Command(name = "check", sortOptions = false,
        description = "Diagnoses the network: a line for each finding, with the remedy. Exit code 1 if there is one.")
final class CheckCommand extends ToolCommand {

    @Override
    int run() throws IOException {
        Directory directory = directory();
        List<Answer<NodeCheck>> nodes = ask(directory.nodes(), NodeCheck::ask);
        List<Findings.Finding> findings = Findings.of(directory, nodes);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("ok", findings.isEmpty());
            document.put("findings", findings.stream().map(finding -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("check", finding.check());
                row.put("nodes", finding.nodes().stream().map(Address::toString).toList());
                row.put("problem", finding.problem());
                row.put("remedy", finding.remedy());
                return row;
            }).toList());
            print(document);
        } else {
            findings.forEach(finding -> Columns.wrap(finding.check() + ": " + finding.problem() + "; "
                    + finding.remedy()).forEach(out()::println));
            out().println(findings.isEmpty() ? "ok: " + Counts.of(directory.seeds().size(), "seed") + ", "
                    + Counts.of(directory.members().size(), "member") : Counts.of(findings.size(), "finding"));
        }
        return findings.isEmpty() ? YES : NO;
    }
}
