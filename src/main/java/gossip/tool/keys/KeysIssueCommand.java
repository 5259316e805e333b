package gossip.tool.keys;

import gossip.identity.Role;
import gossip.protocol.Address;
import gossip.tls.KeyType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that issues a certificate, or renews a folder. */
@Command(name = "issue", sortOptions = false, description = {
    "Writes ca.pem, cert.pem and key.pem for the option --tls of a program.",
    "An existing folder gets a new key and certificate. Running nodes use them within 10 s."})
final class KeysIssueCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--ca", paramLabel = "DIR", required = true, description = "Folder of the authority.")
    private Path ca;

    @Option(names = "--role", paramLabel = "seed|peer|operator", required = true,
            description = "What the certificate is for.")
    private Role role;

    @Option(names = "--host", paramLabel = "HOST", required = true, split = ",",
            description = "Name or IP address that the node advertises. Several: HOST,HOST.")
    private List<String> hosts;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the files.")
    private Path out;

    @Option(names = "--days", paramLabel = "N", defaultValue = "365",
            description = "How long the certificate is valid. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--key-type", paramLabel = "ec|ed25519|rsa", defaultValue = "ec",
            description = "Type of the key; rsa has 2,048 bits. Default: ${DEFAULT-VALUE}.")
    private KeyType keyType;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (days < 1 || days > KeyAuthority.MAX_DAYS) {
            throw usageError("--days " + days + " is not 1.." + KeyAuthority.MAX_DAYS);
        }
        new KeyAuthority(ca).issue(role, hosts.stream().map(this::checked).toList(), days, keyType, out);
        spec.commandLine().getOut().println(out);
        return 0;
    }

    /** Returns the host without brackets. */
    private String checked(String host) {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return new Address(plain, 1).host();
        } catch (IllegalArgumentException e) {
            throw usageError("--host: " + e.getMessage());
        }
    }

    private ParameterException usageError(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
