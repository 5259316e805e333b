package gossip.report;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of one or several log files. A file may be compressed by gzip or be in UTF-16. Its lines may have a prefix,
 * as {@code docker compose logs} writes it, or be JSON of Docker. The rotated files of a log are read before it, oldest
 * first.
 */
public final class LogFiles {

    private static final Pattern ROTATED = Pattern.compile("(.+?)(?:\\.(\\d{1,3}))?(?:\\.gz)?");
    /** The number of rotated files that {@code --output-max} keeps. They are read without being named. */
    private static final int KEPT_FILES = 3;
    private static final Pattern EVENT = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(?:Z|[+-]\\d\\d:\\d\\d) (?:PEER|SEED|LOG) |\\{\"time\":\"");
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final Pattern COLOR = Pattern.compile("\u001b\\[[\\d;]*[mK]");
    /** The beginning of a line in a file of Docker's logging driver {@code json-file}. */
    private static final String DOCKER_JSON = "{\"log\":\"";

    private LogFiles() {}

    /**
     * Passes each line to a consumer, together with the log that it belongs to. A log is a file with its rotated files.
     *
     * @param files the files in any order; a file that is named twice is read once
     * @throws IOException if a file cannot be read
     */
    public static void forEachLine(List<Path> files, BiConsumer<String, String> consumer) throws IOException {
        for (Path file : withRotated(files)) {
            try (BufferedReader reader = open(file)) {
                String log = base(file);
                reader.lines().forEach(line -> consumer.accept(log, event(line)));
            } catch (UncheckedIOException wrapped) {
                throw named(file, wrapped.getCause());
            } catch (EOFException | ZipException e) {
                throw named(file, e);
            }
        }
    }

    private static List<Path> withRotated(List<Path> files) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            Stream.of("", ".gz").flatMap(end -> Stream.iterate(1, i -> i + 1).limit(KEPT_FILES)
                    .map(i -> file.resolveSibling(file.getFileName() + "." + i + end)))
                    .filter(Files::isRegularFile).forEach(all::add);
            all.add(file);
        }
        List<Path> real = new ArrayList<>();
        for (Path file : all) {
            real.add(file.toRealPath());
        }
        return real.stream().distinct().sorted(Comparator.comparing(LogFiles::base)
                .thenComparing(Comparator.comparing(LogFiles::number).reversed())).toList();
    }

    private static String base(Path file) {
        Matcher matcher = ROTATED.matcher(file.toString());
        return matcher.matches() ? matcher.group(1) : file.toString();
    }

    private static int number(Path file) {
        Matcher matcher = ROTATED.matcher(file.toString());
        return matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : 0;
    }

    /** The messages of gzip do not name the file. */
    private static IOException named(Path file, IOException e) {
        return e instanceof EOFException || e instanceof ZipException ? new IOException(
                file + ": the compressed data is damaged or has no end; copy the file again", e) : e;
    }

    /** Recognizes the format by the first bytes. Bytes that are no text are replaced, not refused. */
    private static BufferedReader open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
        boolean compressed = startsWith(in) == GZIP_MAGIC;
        BufferedInputStream plain = compressed ? new BufferedInputStream(new GZIPInputStream(in)) : in;
        return new BufferedReader(new InputStreamReader(plain, charset(startsWith(plain))));
    }

    /** Returns the first two bytes, or 0 if there are fewer. */
    private static int startsWith(InputStream in) throws IOException {
        in.mark(2);
        byte[] first = in.readNBytes(2);
        in.reset();
        return first.length < 2 ? 0 : (first[0] & 0xff) << 8 | first[1] & 0xff;
    }

    private static Charset charset(int firstBytes) {
        boolean marked = firstBytes == 0xfeff || firstBytes == 0xfffe;
        boolean bigEndian = firstBytes >> 8 == 0 && firstBytes != 0;
        boolean littleEndian = (firstBytes & 0xff) == 0 && firstBytes != 0;
        return marked ? StandardCharsets.UTF_16 : bigEndian ? StandardCharsets.UTF_16BE
                : littleEndian ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    /**
     * Returns the event of a line without what other programs have added. An event has no escape character and no space
     * at its end. A prefix has no quote, because the text of a message may be an event.
     */
    static String event(String line) {
        String text = line.startsWith(DOCKER_JSON)
                ? KeyValues.parseJson(line).map(values -> values.get("log").stripTrailing()).orElse(line) : line;
        if (text.indexOf('\u001b') >= 0) text = COLOR.matcher(text).replaceAll("");
        if (text.endsWith(" ")) text = text.stripTrailing();
        if (text.isEmpty() || (Character.isDigit(text.charAt(0)) || text.charAt(0) == '{')
                && EVENT.matcher(text).lookingAt()) {
            return text;
        }
        Matcher event = EVENT.matcher(text);
        return event.find() && text.lastIndexOf('"', event.start()) < 0 ? text.substring(event.start()) : text;
    }
}
