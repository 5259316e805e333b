package gossip.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The resources that this process uses, as the operating system counts them. */
final class ProcessUsage {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessUsage() {}

    /** Returns the user and system time of all threads of this process, in nanoseconds. */
    static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static OptionalDouble rssMebibytes() throws IOException {
        OptionalDouble kibibytes = status("VmRSS");
        return kibibytes.isPresent() ? OptionalDouble.of(kibibytes.getAsDouble() / 1024) : kibibytes;
    }

    static OptionalDouble threads() throws IOException {
        return status("Threads");
    }

    /** Returns a number from the status file of Linux, or empty on other systems. */
    private static OptionalDouble status(String field) throws IOException {
        if (!Files.isReadable(STATUS)) {
            return OptionalDouble.empty();
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .findFirst();
    }
}
