package gossip.net;

import gossip.node.DialFailure;
import gossip.protocol.Host;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The lookups of host names of all nodes of a process, or of the tool, with a timeout. Thread-safe.
 *
 * <p>A lookup of the JDK blocks its thread in native code, which on a virtual thread would block others too. So lookups
 * run on a few daemon threads of their own. A lookup that hangs occupies one of them until the name service answers.
 */
public final class Resolver implements AutoCloseable {

    /** The name service. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    /** How long a dial waits for the addresses of a name. */
    static final Duration TIMEOUT = Duration.ofSeconds(3);
    /** Lookups that run at the same time. A dial that needs another one fails. */
    static final int MAX_LOOKUPS = 32;
    /** Addresses of one name that are used. */
    static final int MAX_ADDRESSES = 4;
    private static final int IDLE_SECONDS = 5;

    private final Lookup lookup;
    private final Duration timeout;
    private final ThreadPoolExecutor executor;

    public Resolver() {
        this(InetAddress::getAllByName, TIMEOUT);
    }

    public Resolver(Lookup lookup, Duration timeout) {
        this.lookup = lookup;
        this.timeout = timeout;
        executor = new ThreadPoolExecutor(0, MAX_LOOKUPS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "lookup");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Returns the addresses of the host, at most {@value #MAX_ADDRESSES}, in the order of the name service.
     *
     * @throws IOException if the host is unknown or the name service does not reply in time
     */
    public List<InetAddress> resolve(String host) throws IOException {
        return resolve(host, timeout);
    }

    /** Returns the same, but waits at most for the limit if it is shorter than the timeout of this resolver. */
    public List<InetAddress> resolve(String host, Duration limit) throws IOException {
        InetAddress[] addresses = Host.isLiteral(host) ? InetAddress.getAllByName(host)
                : lookUp(host, limit.compareTo(timeout) < 0 ? limit : timeout);
        return List.of(addresses).subList(0, Math.min(addresses.length, MAX_ADDRESSES));
    }

    private InetAddress[] lookUp(String host, Duration limit) throws IOException {
        try {
            Future<InetAddress[]> result = executor.submit(() -> lookup.lookUp(host));
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw new DialException(DialFailure.LOCAL, "more than " + MAX_LOOKUPS + " host names are being looked up");
        } catch (TimeoutException e) {
            throw new DialException(
                    DialFailure.UNKNOWN_HOST, "no reply of the name service in " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new DialException(DialFailure.UNKNOWN_HOST, "unknown host");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Ends the threads once their lookups end. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
