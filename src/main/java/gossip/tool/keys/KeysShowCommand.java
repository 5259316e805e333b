package gossip.tool.keys;

import gossip.tls.Certificates;
import gossip.tls.Credentials;
import gossip.tool.client.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that checks the files of a folder and shows what they contain. */
@Command(name = "show", sortOptions = false, description = "Checks the files in a folder for --tls and shows the"
        + " certificate. Exit code 1 if a program cannot use them.")
final class KeysShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder with ca.pem, cert.pem and key.pem.")
    private Path folder;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Instant now = Instant.now();
        Credentials credentials = Credentials.read(folder, now);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", credentials.identity().subject());
        fields.put("roles", credentials.identity().roles().stream().map(String::valueOf).sorted().toList());
        fields.put("hosts", credentials.identity().hosts().stream().sorted().toList());
        fields.put("expires", credentials.expiry().truncatedTo(ChronoUnit.SECONDS).toString());
        fields.put("daysLeft", credentials.daysLeft(now));
        fields.put("key", credentials.keyType().toString());
        fields.put("fingerprint", credentials.identity().fingerprint());
        fields.put("authorities", credentials.trust().authorities().stream().map(Certificates::subject).toList());
        fields.put("revocationLists", credentials.trust().revocations().size());
        if (json) {
            spec.commandLine().getOut().println(Json.of(fields));
        } else {
            fields.forEach((name, value) -> spec.commandLine().getOut().printf("%-16s %s%n", name,
                    value instanceof List<?> values ? String.join(", ", values.stream().map(String::valueOf).toList())
                            : value));
        }
        return 0;
    }
}
