package gossip.cli;

import gossip.files.FileErrors;
import gossip.text.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/** A reader of configuration files, which refuses other encodings and characters that a person cannot see. */
final class ConfigText {

    /** Largest file in bytes. Guessed: enough for ten thousand seeds. */
    static final int MAX_BYTES = 1 << 20;
    private static final String SAVE = "; save the file as UTF-8";

    private ConfigText() {}

    /**
     * Reads the lines of a file.
     *
     * @throws ConfigException if the file cannot be read, is too large or is not UTF-8; the message names the line
     */
    static List<String> read(Path file) throws ConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ConfigException(file + " has more than " + MAX_BYTES
                        + " bytes, the limit of a configuration file");
            }
            return decode(file, bytes);
        } catch (NoSuchFileException e) {
            throw new ConfigException("config file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new ConfigException("config file " + file + " cannot be read: " + FileErrors.reason(file, e), e);
        }
    }

    private static List<String> decode(Path file, byte[] bytes) throws ConfigException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        int wrong = in.position();
        boolean marked = bytes.length > 1 && (bytes[0] == -1 && bytes[1] == -2 || bytes[0] == -2 && bytes[1] == -1);
        if (marked || text.indexOf('\0') >= 0) {
            throw new ConfigException(file + " line " + lineAfter(marked ? "" : text.substring(0, text.indexOf('\0')))
                    + ": this is not UTF-8 text, but probably UTF-16" + SAVE);
        }
        if (result.isError()) {
            throw new ConfigException(file + " line " + lineAfter(text) + ": the byte 0x"
                    + HexFormat.of().withUpperCase().toHexDigits(bytes[wrong]) + " is not UTF-8 text" + SAVE);
        }
        return text.lines().toList();
    }

    private static long lineAfter(String text) {
        return (text + ".").lines().count();
    }

    /**
     * Checks a line without its comment.
     *
     * @throws IllegalArgumentException if it has a character that is invisible or looks like a space
     */
    static void requireVisible(String line) {
        OptionalInt invisible = line.codePoints().filter(ConfigText::isInvisible).findFirst();
        if (invisible.isPresent()) {
            String before = line.substring(0, line.indexOf(Character.toString(invisible.getAsInt())));
            throw new IllegalArgumentException("the invisible character U+%04X follows '%s'; delete it, or type a space"
                    .formatted(invisible.getAsInt(), before));
        }
    }

    private static boolean isInvisible(int c) {
        boolean looksLikeSpace = Character.getType(c) == Character.SPACE_SEPARATOR && c != ' ';
        return looksLikeSpace || PrintableText.isInvisible(c) && c != '\t';
    }
}
