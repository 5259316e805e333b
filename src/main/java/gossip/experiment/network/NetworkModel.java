package gossip.experiment.network;

import gossip.sim.NetworkConditions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The network of an experiment.
 *
 * @param delay the distribution of delays; not used with a matrix
 * @param scope whether a delay is drawn for each link or for each message
 * @param matrixFile the file of {@code matrix}, if there is one
 * @param matrix the delays between sites
 * @param loss the probabilities of loss
 * @param uplink the bytes per second that a node can send to all others together; 0 for no limit
 * @param processingNanos the time that a node works on each message that it receives and on each timer
 */
public record NetworkModel(
        LinkDelay delay, Scope scope, Optional<Path> matrixFile, Optional<LatencyMatrix> matrix, LossRates loss,
        long uplink, long processingNanos) {

    /** The scope of a drawn delay. */
    public enum Scope {
        /** One delay for each pair of nodes, the same in both directions, as distance causes it. */
        LINK,
        /** A new delay for each message, as queues of a shared network cause it. */
        MESSAGE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the conditions for one run. They have the state of its uplinks. */
    public NetworkConditions conditions(long randomSeed) {
        return new ModeledConditions(this, randomSeed);
    }

    /** Returns the mean delay in nanoseconds. */
    public double meanDelayNanos() {
        return matrix.map(LatencyMatrix::meanNanos).orElseGet(delay::meanNanos);
    }

    /** Returns the options that give this model. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--loss", loss.toString(), "--delay", delay.toString(),
                "--delay-per", scope.toString()));
        matrixFile.ifPresent(file -> arguments.addAll(List.of("--latency-matrix", file.toString())));
        if (uplink > 0) {
            arguments.addAll(List.of("--uplink", Long.toString(uplink)));
        }
        if (processingNanos > 0) {
            arguments.addAll(List.of("--processing", processingNanos / 1000 + "us"));
        }
        return arguments;
    }
}
