package gossip.tool.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that creates a certificate authority. */
@Command(name = "init", sortOptions = false, description = "Creates a certificate authority: DIR/ca.pem is its"
        + " certificate, DIR/ca.p12 its key, for its owner only.")
final class KeysInitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--ca", paramLabel = "DIR", required = true, description = "Folder of the authority.")
    private Path ca;

    @Override
    public Integer call() throws IOException, InterruptedException {
        KeyAuthority authority = new KeyAuthority(ca);
        authority.create();
        spec.commandLine().getOut().println(authority.certificateFile());
        return 0;
    }
}
