package gossip.system;

import gossip.protocol.Address;
import gossip.tool.GossipTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** One run of the tool in this process: its exit code and what it printed. */
record ToolRun(int exitCode, String out, String err) {

    static ToolRun of(Address seed, String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        // "--" ends the options, so they come after the command.
        line.add(1, "--seed=" + seed);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] ordered = line.toArray(String[]::new);
        int exitCode = GossipTool.commandLine(ordered).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(ordered);
        return new ToolRun(exitCode, out.toString(), err.toString());
    }

    /**
     * Evaluates a Python expression about the printed JSON document {@code d}, because its JSON parser is not ours. The
     * test is skipped without Python.
     */
    String python(String expression) throws IOException, InterruptedException {
        Process python = start(expression);
        try (PrintWriter stdin = new PrintWriter(python.getOutputStream(), false, StandardCharsets.UTF_8)) {
            stdin.print(out);
        }
        String result = new BufferedReader(
                new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8)).lines()
                .collect(Collectors.joining("\n"));
        Assertions.assertEquals(0, python.waitFor(), () -> expression + "\n" + result + "\n" + this);
        return result;
    }

    private static Process start(String expression) {
        try {
            return new ProcessBuilder("python3", "-c",
                    "import json,sys; d=json.load(sys.stdin); print(" + expression + ")")
                    .redirectErrorStream(true).start();
        } catch (IOException e) {
            return Assumptions.abort("python3 is not installed: " + e.getMessage());
        }
    }
}
