package gossip.experiment.command;

import gossip.experiment.ExperimentConfig;
import gossip.experiment.ExperimentRun;
import gossip.experiment.Progress;
import gossip.experiment.Results;
import gossip.experiment.RunCost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A runner of several experiments on several threads. Each run has its own network and random numbers, so its results
 * do not depend on the others. Results are returned in the order of the configurations.
 */
public final class ParallelRuns {

    private final int threads;
    private final Progress progress;

    /** @param progress shows how many runs have ended; used by one thread at a time */
    public ParallelRuns(int threads, Progress progress) {
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Runs all experiments.
     *
     * @param reduce keeps what is needed of the results, because those of all runs may not fit into memory
     */
    public <T> List<T> run(List<ExperimentConfig> configs, Function<Results, T> reduce)
            throws InterruptedException {
        AtomicInteger ended = new AtomicInteger();
        progress.show("runs", 0);
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, configs.size()))) {
            List<Future<T>> futures = configs.stream().map(config -> pool.submit(() -> {
                T reduced = reduce.apply(new ExperimentRun(config, Progress.silent(), new RunCost()).run());
                synchronized (progress) {
                    progress.show("runs", (double) ended.incrementAndGet() / configs.size());
                }
                return reduced;
            })).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(get(future, pool));
            }
            return results;
        }
    }

    private static <T> T get(Future<T> future, ExecutorService pool) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            pool.shutdownNow();
            throw new IllegalStateException("an experiment failed: " + e.getCause(), e.getCause());
        }
    }
}
