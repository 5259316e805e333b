package gossip.maelstrom;

import gossip.peer.broadcast.Dissemination;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process that Maelstrom starts: one server, with messages on standard input and output. */
final class NodeProgram {

    /** Lines that are read ahead. Guessed. */
    private static final int QUEUE = 1000;

    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(QUEUE);
    private final Reader input;
    private final Writer output;
    private final Consumer<String> log;

    NodeProgram(Reader input, Writer output, Consumer<String> log) {
        this.input = input;
        this.output = output;
        this.log = log;
    }

    /** Runs the server until the input ends. */
    void run(Dissemination dissemination) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Clock clock = new Clock(Instant.now());
        BroadcastServer server = new BroadcastServer(clock, new SplittableRandom(), dissemination, this::write, log);
        Thread.ofVirtual().name("input").start(this::read);
        boolean open = true;
        while (open) {
            clock.advance(System.nanoTime() - start);
            if (lines.isEmpty()) {
                output.flush();
            }
            // Null if a task is due before a line arrives.
            Optional<String> line = lines.poll(clock.nextTime() - clock.now(), TimeUnit.NANOSECONDS);
            clock.advance(System.nanoTime() - start);
            if (line != null) {
                line.ifPresent(server::received);
                open = line.isPresent();
            }
        }
        output.flush();
    }

    /** Puts each line of the input into the queue, and then an empty value. */
    private void read() {
        try (BufferedReader reader = new BufferedReader(input)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(Optional.of(line));
            }
        } catch (IOException e) {
            log.accept("the input cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private void end() {
        try {
            lines.put(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String line) {
        try {
            output.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the output cannot be written", e);
        }
    }
}
