package gossip.tool.data;

import gossip.journal.DiskStorage;
import gossip.journal.Recovery;
import gossip.journal.Recovery.FileState;
import gossip.node.JournalEntry;
import gossip.protocol.Codec;
import gossip.protocol.LineBuffer;
import gossip.text.Counts;
import gossip.text.PrintableText;
import gossip.tool.client.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The commands that print and check the folder of {@code --data}. They only read, so a node may use the folder at the
 * same time; the line that it is writing may then count as incomplete.
 */
@Command(name = "data", synopsisSubcommandLabel = "COMMAND",
        description = "Prints or checks the stored data of a node.",
        subcommands = {DataCommand.Show.class, DataCommand.Verify.class})
public final class DataCommand {

    private static final int YES = 0;
    private static final int NO = 1;

    /** Options and steps of both commands. */
    abstract static class Reading implements Callable<Integer> {

        @Parameters(paramLabel = "DIR", description = "Folder of --data.")
        private Path folder;

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        @Spec
        private CommandSpec command;

        @Override
        public Integer call() throws IOException {
            if (!Files.isDirectory(folder)) {
                throw new ParameterException(command.commandLine(), folder + " is not a folder");
            }
            Recovery recovery = Recovery.read(DiskStorage.forReading(folder), "");
            if (recovery.files().isEmpty()) {
                throw new IOException(folder + " holds no data of a node; with --count each peer has a folder in it");
            }
            return print(recovery, json, command.commandLine().getOut());
        }

        abstract int print(Recovery recovery, boolean json, PrintWriter out);
    }

    @Command(name = "show", sortOptions = false, description = "Prints the records that a node would recover.")
    static final class Show extends Reading {
        @Override
        int print(Recovery recovery, boolean json, PrintWriter out) {
            return show(recovery.entries(), json, out);
        }
    }

    @Command(name = "verify", sortOptions = false, description = "Checks each line. Exit code 1 if one is damaged.")
    static final class Verify extends Reading {
        @Override
        int print(Recovery recovery, boolean json, PrintWriter out) {
            return verify(recovery.files(), json, out);
        }
    }

    private static int show(List<JournalEntry> entries, boolean json, PrintWriter out) {
        if (json) {
            List<Map<String, Object>> records = new ArrayList<>();
            for (JournalEntry entry : entries) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("time", Instant.ofEpochMilli(entry.time()).toString());
                row.put("sender", entry.sender().map(Object::toString).orElse(null));
                row.put("line", line(entry));
                records.add(row);
            }
            out.println(Json.of(Map.of("records", records)));
        } else {
            entries.forEach(entry -> out.println(Instant.ofEpochMilli(entry.time()) + " "
                    + entry.sender().map(Object::toString).orElse("-") + " " + line(entry)));
        }
        return YES;
    }

    private static int verify(List<FileState> files, boolean json, PrintWriter out) {
        if (json) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (FileState file : files) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("file", file.name());
                row.put("bytes", file.length());
                row.put("records", file.records());
                row.put("state", state(file));
                row.put("invalidLines", file.invalidLines());
                rows.add(row);
            }
            out.println(Json.of(Map.of("files", rows)));
        } else {
            files.forEach(file -> out.println(file.name() + ": " + Counts.of(file.records(), "record") + ", "
                    + Counts.of(file.length(), "byte") + ", " + state(file)
                    + (file.invalidLines() > 0 ? ", lines that cannot be used: " + file.invalidLines() : "")));
        }
        return files.stream().allMatch(file -> file.invalidLines() == 0) ? YES : NO;
    }

    private static String state(FileState file) {
        return file.invalidLines() == 0 ? "valid" : file.hasPartialEnd() ? "incomplete end" : "damaged";
    }

    /** Returns the line without control characters, which could control the terminal. */
    private static String line(JournalEntry entry) {
        LineBuffer line = new LineBuffer();
        Codec.encode(entry.message(), line);
        return PrintableText.of(line.toString().stripTrailing());
    }
}
