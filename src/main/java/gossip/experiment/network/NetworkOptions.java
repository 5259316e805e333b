package gossip.experiment.network;

import gossip.cli.TextConverter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options of the network of an experiment. */
public final class NetworkOptions {

    private static final Pattern MICROS = Pattern.compile("([1-9]\\d{0,6})(us|ms)");
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,9})([KM]?)");

    /** A converter of a processing time into nanoseconds. */
    private static final class ProcessingConverter extends TextConverter<Long> {
        ProcessingConverter() {
            super(NetworkOptions::processing);
        }
    }

    /** A converter of a rate into bytes per second. */
    private static final class RateConverter extends TextConverter<Long> {
        RateConverter() {
            super(NetworkOptions::rate);
        }
    }

    @Option(names = "--delay", paramLabel = "DELAY", defaultValue = "1ms..5ms", converter = LinkDelay.Converter.class,
            description = "Delay of a link. 1ms..5ms: uniformly distributed. 3ms: constant."
                    + " log-normal:MEDIAN:SIGMA: log-normal, sigma of the logarithm. Default: ${DEFAULT-VALUE}.")
    private LinkDelay delay;

    @Option(names = "--delay-per", paramLabel = "link|message", defaultValue = "link",
            description = "Whether a delay is drawn once for each link or for each message. Default: ${DEFAULT-VALUE}.")
    private NetworkModel.Scope scope;

    @Option(names = "--latency-matrix", paramLabel = "FILE", description = "File with a row of milliseconds for each"
            + " site, one number for each site. The nodes are assigned to the sites in turn. Replaces --delay.")
    private Optional<Path> matrix;

    @Option(names = "--loss", paramLabel = "PERCENT|CLASS:PERCENT,..", defaultValue = "0",
            converter = LossRates.Converter.class,
            description = "Percentage of messages that are lost: of GOSSIP, PING and PING_REPLY, or of the given"
                    + " classes gossip, ping, reply, other. CLASS/up or CLASS/down: in one direction of each link."
                    + " Default: ${DEFAULT-VALUE}.")
    private LossRates loss;

    @Option(names = "--uplink", paramLabel = "BYTES", defaultValue = "0", converter = RateConverter.class,
            description = "Bytes per second that a node can send, such as 125K or 1M. Default: no limit.")
    private long uplink;

    @Option(names = "--processing", paramLabel = "TIME", defaultValue = "0", converter = ProcessingConverter.class,
            description = "Time that a node works on each message, such as 50us or 2ms. Default: none.")
    private long processing;

    /** @throws IllegalArgumentException if a file cannot be used; the message names it */
    public NetworkModel model() {
        return new NetworkModel(delay, scope, matrix, matrix.map(LatencyMatrix::read), loss, uplink, processing);
    }

    private static long processing(String text) {
        Matcher form = MICROS.matcher(text);
        if (!text.equals("0") && !form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a time such as 50us or 2ms");
        }
        return text.equals("0") ? 0 : Long.parseLong(form.group(1)) * (form.group(2).equals("us") ? 1000 : 1_000_000);
    }

    private static long rate(String text) {
        Matcher form = RATE.matcher(text);
        if (!text.equals("0") && !form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a number of bytes such as 125K or 1M");
        }
        return text.equals("0") ? 0 : Long.parseLong(form.group(1)) * switch (form.group(2)) {
            case "K" -> 1000;
            case "M" -> 1_000_000;
            default -> 1;
        };
    }
}
