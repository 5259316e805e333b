package gossip.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The text that {@code --version} prints: the version from the manifest of the jar, and the version of Java. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(getClass().getPackage().getImplementationVersion()).orElse("unpackaged");
        return new String[] {"gossip " + version + " on Java " + Runtime.version()};
    }
}
