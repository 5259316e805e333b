package gossip.system;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Peers with {@code --data} on a real file system that is full for a time or read-only. After a full disk, all is
 * stored, as a kill shows. {@link FieldNodes} describes the columns.
 */
@Tag("processes")
@EnabledOnOs(OS.LINUX)
class FieldDataTest {

    private static final String FUNCTIONS = """
            mkdir d && mount -t tmpfs -o size=64k none d || exit 77
            long=$(head -c 5000 /dev/zero | tr "\\0" x)
            metric() { exec {m}<>/dev/tcp/127.0.0.1/9100; printf "GET /metrics HTTP/1.0\\r\\n\\r\\n" >&$m; \
            grep -h ^gossip_storage_failed <&$m; exec {m}>&-; }
            goes_on() { type a "one $long"; logs a JOURNAL_FAILED; logs a "GENERATED .*one x"; metric; \
            tool check --config c | sed "s/127.0.0.1:[0-9]*/A/"; }
            restored() { logs a JOURNAL_RESTORED; metric; kill -9 ${pid[a]}; start b PeerNode --data d/data; \
            logs b " JOINED "; from=$(sed -n "s/.* PEER \\([^ ]*\\) PEER_STARTED.*/\\1/p" b); \
            tool messages --json --config c "$from" | grep -o "one xxx"; }
            """;
    private static final String CASES = """
            a disk that is full for a time ;; seed; start a PeerNode --data d/data --http 127.0.0.1:9100; \
            logs a " JOINED "; dd if=/dev/zero of=d/x 2>/dev/null; goes_on; rm d/x; restored ;; \
            gossip_storage_failed 1\\n.*storage.*A.*\\ngossip_storage_failed 0\\n.*one xxx
            a disk that is read-only at the start ;; seed; mount -o remount,ro d || exit 77; \
            said run gossip.PeerNode --config c --data d/data ;; \
            cannot use the folder d/data of --data: read-only file system; choose another\\nexit code 1
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void a_node_goes_on_or_says_what_is_wrong(String what, String command, String pattern, @TempDir Path folder)
            throws IOException, InterruptedException {
        FieldNodes.check(folder, what, FUNCTIONS + command, pattern);
    }
}
