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
 * The programs on unusual machines: other locales and users, small, full and read-only file systems, no free port. No
 * seed runs. Most cases need root. {@link FieldCase} describes the columns.
 */
@Tag("processes")
@EnabledOnOs(OS.LINUX)
class FieldMachineTest {

    private static final String SEED = "127.0.0.1:1";
    private static final String CASES = """
            a locale with other digits       ;; export JAVA_TOOL_OPTIONS='-Duser.language=ar -Duser.country=EG'; \
            { await WAITING; echo /status; echo /quit; } | peer >o; cat o; tool report outputfile.txt ;; 1 ;; \
            \\p{ASCII}*degree=0 \\p{ASCII}*peers +1 started, 0 joined\\p{ASCII}*
            a locale with another i          ;; export JAVA_TOOL_OPTIONS=-Duser.language=tr; { await waiting; echo \
            /quit; } | peer --console=QUIET --on-exit=LEAVE --output-max 1gib >>o & until grep -qs ' WAITING_FOR' \
            outputfile.txt; do sleep 0.05; done; echo waiting >>o; wait $!; tool check --config ok ;; 3 ;; \
            (?s).*no seed is reachable: 127.0.0.1:1 .*; start or restart it, .*
            a terminal that is dumb          ;; command -v script >/dev/null || exit 77; { await 'listens on'; echo \
            /quit; } | TERM=dumb script -qefc '"$JAVA" -cp "$CP" gossip.PeerNode --config ok' o >/dev/null; cat o \
            ;; 0 ;; [^\\x1b]*listens on[^\\x1b]*stopped: quit[^\\x1b]*
            a line that is too long for a terminal ;; command -v script >/dev/null || exit 77; { await 'listens on'; \
            head -c 6000 /dev/zero | tr '\\0' x; printf '\\n/quit\\n'; } | script -qefc '"$JAVA" -cp "$CP" \
            gossip.PeerNode --config ok' o >/dev/null; e=$?; cat o; exit $e ;; 1 ;; \
            (?s).*line 1 was not sent: the terminal cuts a line off at 4095 bytes, .*
            a log file that is renamed       ;; { await WAITING; mv log old; until [ -s log ]; do sleep 0.05; done; \
            echo /quit; } | peer --output log >o; cat log ;; 0 ;; (?s).*PEER_STOPPED reason=quit
            a log folder that is removed     ;; mkdir d; { await WAITING; rm -r d; await REOPENED; echo /quit; } | \
            peer --output d/log >o; cat o d/log ;; 0 ;; (?s).*FILE_REOPENED file=d/log reason="the folder was \
            removed".*PEER_STOPPED reason=quit
            a log without events             ;; echo notes >log; tool report log ;; 2 ;; \
            no events in log; lines not understood: 1; name files of --output .*
            options before the command       ;; tool --json --timeout 1s members --config ok ;; 3 ;; \
            no seed is reachable.*
            signed=true without tls          ;; echo signed=true >>ok; peer ;; 2 ;; \
            ok line 3: --signed needs --tls DIR.*
            a log of another user            ;; touch log; other peer --output log ;; 1 ;; \
            cannot write the event log to log: permission denied; --output names another
            a log to report of another user  ;; touch log; chmod 600 log; other tool report log ;; 2 ;; \
            a log cannot be read: .*/log: permission denied .*
            a log to explain of another user ;; touch log; chmod 600 log; other tool explain a:1 --log log ;; 1 ;; \
            .*log: permission denied
            a config file of another user    ;; chmod 600 ok; other peer ;; 2 ;; \
            config file ok cannot be read: permission denied
            a port for root only             ;; [ "$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start)" -gt 79 ] || \
            exit 77; other peer --listen 127.0.0.1:79 --output /dev/null ;; 1 ;; \
            cannot listen on 127.0.0.1:79: Permission denied; choose a port above 1023
            a read-only working folder       ;; mounted 'mkdir r; mount -B r r; mount -o remount,ro,bind r; cd r; peer \
            --config ../ok' ;; 1 ;; \
            cannot write the event log to outputfile.txt: read-only file system; --output names another
            a small file system that is full ;; mounted 'mkdir d; mount -t tmpfs -o size=16k none d; dd if=/dev/zero \
            of=d/x 2>/dev/null; { await FAILED; rm d/x; await SKIPPED; echo /quit; } | peer --output d/log >o; cat o' \
            ;; 0 ;; (?s).*FILE_FAILED file=d/log .*No space left.*FILE_SKIPPED file=d/log lines=.*STOPPED reason=quit
            no free port                     ;; mounted 'echo 40000 40001 >/proc/sys/net/ipv4/ip_local_port_range; \
            peer --listen 127.0.0.1 --count 4' ;; 1 ;; \
            cannot listen on 127.0.0.1: Address already in use; no port is free, .*
            no network                       ;; mounted 'echo 192.0.2.1:5000 >c; peer --config c' ;; 1 ;; \
            this machine has no route to 192.0.2.1: .*; configure the network, or give --listen HOST
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void a_program_does_what_was_meant_or_says_what_is_wrong(String what, String command, int exitCode, String pattern,
            @TempDir Path folder) throws IOException, InterruptedException {
        FieldCase.check(SEED, folder, what, command, exitCode, pattern);
    }
}
