package gossip;

import gossip.cli.Launcher;
import gossip.eventlog.EventLog;
import gossip.net.ErrorHandler;
import java.time.Duration;

/** The error handler of the programs. It logs each internal error, and ends the process if a node is stopped. */
final class ProgramErrorHandler implements ErrorHandler {

    /** How long the process waits for the log to be written. Memory or the disk may be exhausted. */
    private static final Duration LOG_TIMEOUT = Duration.ofSeconds(2);

    private final EventLog log;

    ProgramErrorHandler(EventLog log) {
        this.log = log;
    }

    @Override
    public void connectionFailed(String activity, Throwable cause) {
        log.fault(activity, cause);
    }

    @Override
    public void acceptFailed(String reason) {
        log.notice("connections cannot be accepted: " + reason + "; they wait until this ends");
    }

    /** Ends the process with exit code 70. Shutdown hooks do not run, because they may wait for the failed node. */
    @Override
    public void nodeFailed(String activity, Throwable cause) {
        try {
            Thread writer = Thread.ofPlatform().daemon().start(() -> {
                log.fault(activity, cause);
                log.close();
            });
            writer.join(LOG_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(Launcher.INTERNAL_ERROR);
        }
    }
}
