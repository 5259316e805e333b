package gossip.cli;

import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A fuzz target: each command line of a peer is accepted, or refused with a usage error. */
public final class CommandLineTarget {

    private CommandLineTarget() {}

    /** The arguments are separated by zero bytes. Any exception but a usage error is an error of the program. */
    public static void fuzzerTestOneInput(byte[] input) {
        String[] arguments = new String(input, StandardCharsets.UTF_8).split("\0");
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--config") || arguments[i].startsWith("@")) {
                arguments[i] = "";
            }
        }
        CommandLine commandLine = Launcher.commandLine(new PeerOptionsCommand());
        try {
            commandLine.parseArgs(arguments);
        } catch (ParameterException expected) {
            if (expected.getMessage() == null || expected.getMessage().isBlank()) {
                throw new AssertionError("a usage error without a reason", expected);
            }
        }
    }
}
