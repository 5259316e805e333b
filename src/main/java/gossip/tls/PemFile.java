package gossip.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file (RFC 7468). Text between the blocks is ignored.
 *
 * @param file the file
 * @param blocks the blocks in the order of the file
 */
record PemFile(Path file, List<Block> blocks) {

    /** A block: its label, such as {@code CERTIFICATE}, and its decoded content. */
    record Block(String label, byte[] content) {}

    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]{1,64})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
    private static final String BEGIN = "-----BEGIN ";

    /**
     * Reads a file.
     *
     * @param maxBytes the largest size
     * @throws IOException if the file cannot be read, is larger or damaged; the message names the file and the problem
     */
    static PemFile read(Path file, int maxBytes) throws IOException {
        String text = new String(bytes(file, maxBytes), StandardCharsets.ISO_8859_1);
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " has a block " + matcher.group(1) + " that is not base64", e);
            }
        }
        // A PEM block may contain headers, for example those of an encrypted key. They match no block.
        if (blocks.size() != text.split(BEGIN, -1).length - 1) {
            throw new IOException(file + (text.contains("ENCRYPTED")
                    ? " has an encrypted block; write it without a password" : " has a damaged PEM block"));
        }
        return new PemFile(file, List.copyOf(blocks));
    }

    private static byte[] bytes(Path file, int maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException(file + " is larger than " + (maxBytes >> 10) + " KiB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " cannot be read: permission denied", e);
        }
    }

    /** Returns the contents of the blocks with this label. */
    List<byte[]> contents(String label) {
        return blocks.stream().filter(block -> block.label().equals(label)).map(Block::content).toList();
    }
}
