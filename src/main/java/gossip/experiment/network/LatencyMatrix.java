package gossip.experiment.network;

import gossip.files.FileErrors;
import gossip.protocol.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The delays between sites, read from a file. Line i has the delays in milliseconds from site i to each site, separated
 * by spaces or commas. Nodes are assigned to the sites in turn, by their port.
 *
 * @param nanos the delays in nanoseconds, from row to column
 */
public record LatencyMatrix(long[][] nanos) {

    /** The largest number of sites. The matrix then takes 32 MB. */
    private static final int MAX_SITES = 2000;
    private static final double MAX_MILLIS = 60_000;

    /**
     * Reads a matrix.
     *
     * @throws IllegalArgumentException if the file cannot be read or is no square matrix; the message names the place
     */
    public static LatencyMatrix read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + FileErrors.reason(file, e), e);
        }
        if (lines.isEmpty() || lines.size() > MAX_SITES) {
            throw new IllegalArgumentException(file + " has " + lines.size() + " rows, not 1.." + MAX_SITES);
        }
        long[][] nanos = new long[lines.size()][];
        for (int i = 0; i < nanos.length; i++) {
            String[] cells = lines.get(i).strip().split("[\\s,]+");
            if (cells.length != nanos.length) {
                throw new IllegalArgumentException(file + " has " + cells.length + " numbers in row " + (i + 1)
                        + " and " + nanos.length + " rows");
            }
            nanos[i] = Arrays.stream(cells).mapToLong(cell -> nanos(file, cell)).toArray();
        }
        return new LatencyMatrix(nanos);
    }

    private static long nanos(Path file, String cell) {
        try {
            double millis = Double.parseDouble(cell);
            if (millis >= 0 && millis <= MAX_MILLIS) {
                return Math.round(millis * 1e6);
            }
        } catch (NumberFormatException e) {
            // The message below names the text.
        }
        throw new IllegalArgumentException(file + ": '" + cell + "' is not a number of milliseconds in 0..60000");
    }

    long delay(Address from, Address to) {
        return nanos[from.port() % nanos.length][to.port() % nanos.length];
    }

    double meanNanos() {
        return Arrays.stream(nanos).flatMapToLong(Arrays::stream).average().orElseThrow();
    }
}
