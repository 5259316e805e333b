package gossip.tool.keys;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program {@code keytool} of the Java runtime that runs this program. It is not a {@code ToolProvider}. */
final class Keytool {

    private Keytool() {}

    /** @throws IOException if the runtime has no keytool, or if keytool fails; the message is its last line */
    static void run(List<String> arguments) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        if (!Files.exists(program) && !Files.exists(Path.of(program + ".exe"))) {
            throw new IOException("this Java runtime has no keytool: " + program + "; set JAVA_HOME to a JDK");
        }
        List<String> command = new ArrayList<>(List.of(program.toString(), "-J-Duser.language=en",
                "-J-XX:TieredStopAtLevel=1", "-J-Xshare:auto"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
        if (process.waitFor() != 0) {
            throw new IOException(output.lines().reduce((first, last) -> last).orElse("keytool failed")
                    .replaceFirst("^keytool error: [\\w.]*(Exception|Error): ", "keytool: "));
        }
    }
}
