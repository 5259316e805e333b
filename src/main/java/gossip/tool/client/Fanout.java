package gossip.tool.client;

import gossip.net.transport.TlsErrors;
import gossip.protocol.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/** Requests to many nodes at the same time, on virtual threads. */
public final class Fanout {

    /** Connections at the same time, below the usual limit of 1,024 open files. */
    private static final int MAX_CONNECTIONS = 500;

    /** One request on an open connection. It throws an {@link IOException} if the answer is invalid. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(NodeClient node) throws IOException;
    }

    /** Work with one node, which may open connections itself. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Address node) throws IOException, InterruptedException;
    }

    private Fanout() {}

    /**
     * Asks all nodes.
     *
     * @param perNode how long to wait for one node
     * @return an answer for each node, in the same order, at the deadline at the latest
     * @throws IllegalStateException if the question throws a RuntimeException, which is a fault of this program
     */
    public static <T> List<Answer<T>> ask(
            Connector connector, Collection<Address> nodes, Deadline deadline, Duration perNode,
            Question<T> question) {
        return run(nodes, deadline, connected(connector, deadline, perNode, question));
    }

    /** Returns the work that asks a node on a connection of its own. */
    static <T> Work<T> connected(Connector connector, Deadline deadline, Duration perNode, Question<T> question) {
        return node -> {
            try (NodeClient client = connector.connect(node, deadline.atMost(perNode))) {
                return question.ask(client);
            }
        };
    }

    /** Runs the work for all nodes. */
    public static <T> List<Answer<T>> run(Collection<Address> nodes, Deadline deadline, Work<T> work) {
        Semaphore permits = new Semaphore(MAX_CONNECTIONS);
        List<FutureTask<Answer<T>>> tasks = new ArrayList<>();
        for (Address node : nodes) {
            FutureTask<Answer<T>> task = new FutureTask<>(() -> answer(node, permits, work));
            tasks.add(task);
            Thread.startVirtualThread(task);
        }
        List<Answer<T>> answers = new ArrayList<>();
        int i = 0;
        for (Address node : nodes) {
            answers.add(await(node, tasks.get(i++), deadline));
        }
        return answers;
    }

    /**
     * Runs the work for all nodes, and offers each answer to the user as soon as it comes, until the user accepts one.
     *
     * @return whether an answer was accepted before the deadline
     */
    static <T> boolean offer(
            Collection<Address> nodes, Deadline deadline, Work<T> work, Predicate<Answer<T>> user) {
        Semaphore permits = new Semaphore(MAX_CONNECTIONS);
        CompletionService<Answer<T>> tasks = new ExecutorCompletionService<>(Thread::startVirtualThread);
        nodes.forEach(node -> tasks.submit(() -> answer(node, permits, work)));
        Set<Address> silent = new LinkedHashSet<>(nodes);
        try {
            while (!silent.isEmpty()) {
                Future<Answer<T>> next = tasks.poll(Math.max(0, deadline.millisLeft()), TimeUnit.MILLISECONDS);
                if (next == null) {
                    return silent.stream().anyMatch(node -> user.test(Answer.failed(node, "no answer in time")));
                }
                Answer<T> answer = next.get();
                silent.remove(answer.node());
                if (user.test(answer)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return false;
    }

    private static <T> Answer<T> answer(Address node, Semaphore permits, Work<T> work) throws InterruptedException {
        permits.acquire();
        try {
            return Answer.of(node, work.run(node));
        } catch (IOException e) {
            return Answer.failed(node, describe(e));
        } finally {
            permits.release();
        }
    }

    private static <T> Answer<T> await(Address node, FutureTask<Answer<T>> task, Deadline deadline) {
        try {
            return task.get(Math.max(0, deadline.millisLeft()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return Answer.failed(node, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(node, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Returns the reason as text for people. */
    public static String describe(IOException e) {
        return switch (e) {
            case UnknownHostException unknown -> "unknown host";
            case ConnectException refused when String.valueOf(refused.getMessage()).contains("refused") ->
                "connection refused";
            case SocketTimeoutException timeout -> "no answer in time";
            case SSLException failed -> TlsErrors.describe(failed);
            default -> String.valueOf(e.getMessage());
        };
    }
}
