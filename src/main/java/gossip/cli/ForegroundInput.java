package gossip.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * The input from a terminal, which a process can read only in the foreground. The scripts ignore the signal SIGTTIN, so
 * a read in the background fails (EIO) and does not stop the process. This stream then waits and reads again, so the
 * process reads again when the shell brings it to the foreground.
 */
final class ForegroundInput extends FilterInputStream {

    /** Time between two attempts to read. A guess: short for a person who types. */
    static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String EIO = "Input/output error";

    private final Duration pause;

    ForegroundInput(InputStream in, Duration pause) {
        super(in);
        this.pause = pause;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                if (!EIO.equals(e.getMessage())) {
                    throw e;
                }
                await();
            }
        }
    }

    private void await() throws IOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
