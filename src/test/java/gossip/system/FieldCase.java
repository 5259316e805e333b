package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A case of the field tests: what was done, a command line of bash, its exit code and a pattern for all that it says.
 * {@code target/field-run.txt} has a row for each case.
 */
final class FieldCase {

    /** The exit code of a command line that cannot run here. */
    private static final int SKIPPED = 77;
    private static final int TIMEOUT_SECONDS = 400;

    /**
     * The functions of a command line. {@code ok} is a config file with the seed. {@code other} runs the rest of the
     * line as another user with a copy of the class path, which may be in a folder of root, {@code mounted} as root with mounts of its own; without root, the case is skipped.
     */
    private static final String FUNCTIONS = """
            exec 2>&1
            printf '%s\\nmessages=0\\n' "$SEED" >ok
            X=
            run() { $X "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -Dstdout.encoding=UTF-8 -cp "$CP" \
            "$@"; }
            peer() { case " $* " in *" --config "*) run gossip.PeerNode "$@" ;; \
            *) run gossip.PeerNode --config ok "$@" ;; esac; }
            seed() { case " $* " in *" --config "*) run gossip.SeedNode "$@" ;; \
            *) run gossip.SeedNode --config ok "$@" ;; esac; }
            await() { until grep -qs "$1" o; do sleep 0.05; done; }
            ended() { wait $1; e=$?; cat o; exit $e; }
            hosts() { echo 127.0.1.1 machine >hosts; export JAVA_TOOL_OPTIONS=-Djdk.net.hosts.file=hosts; echo \
            machine:5998 >c; }
            tool() { run gossip.tool.GossipTool "$@"; }
            root() { [ "$(id -u)" = 0 ] && command -v unshare setpriv >/dev/null || exit 77; }
            other() { root; mkdir .cp; P=; IFS=:; for e in $CP; do case $e in '' | */test-classes) ;; \
            *) cp -r "$e" .cp/${#P}; P=$P:$PWD/.cp/${#P} ;; esac; done; unset IFS; CP=${P#:}; \
            chmod -R a+rX .cp; chmod 755 .; X="setpriv --reuid=65534 --regid=65534 --clear-groups"; "$@"; }
            mounted() { root; export -f run peer tool await ended; export X; unshare -mn true || exit 77; \
            unshare -mn bash -c "$1"; }
            """;

    private FieldCase() {}

    static void check(String seed, Path folder, String what, String command, int exitCode, String pattern)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", FUNCTIONS + command).directory(folder.toFile());
        builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("CP", System.getProperty("java.class.path"));
        builder.environment().put("SEED", seed);
        builder.environment().put("PROJECT", Path.of("").toAbsolutePath().toString());
        Path output = folder.resolve("output.txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        assertTrue(ended, what + " does not end");
        String said = Files.readString(output).strip();
        assumeTrue(process.exitValue() != SKIPPED, () -> what + " is not possible here");
        boolean ok = process.exitValue() == exitCode && said.matches(pattern);
        FieldReport.add(ok, what, said);
        assertTrue(ok, () -> what + " ended with " + process.exitValue() + " and said:\n" + said);
    }
}
