package gossip.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** What the operating system charges this process. */
final class Usage {

    private static final Path STATUS = Path.of("/proc/self/status");

    private Usage() {}

    /** User and system time of all threads. */
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

    /** Nothing where the system has no such file. */
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
