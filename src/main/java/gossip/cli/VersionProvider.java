package gossip.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
public final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion()).orElse("unpackaged");
        return new String[] {"gossip " + version + " on Java " + Runtime.version()};
    }
}
