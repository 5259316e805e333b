package gossip.system;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users type, paste, pipe and configure, in networks of several processes. {@link FieldNodes} describes the
 * columns.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class FieldInputTest {

    private static final String CASES = """
            characters that change the direction of a text ;; export LC_ALL=C.UTF-8; seed; start a PeerNode; start b PeerNode; logs b \
            "JOINED neighbors=1"; bidi=$'\\u202e\\u2066\\u200f\\u061c'; type a "evil${bidi}txt"; \
            logs b "RECEIVED .*evil"; logs out-b "RECEIVED .*evil"; never "[$bidi]" a b out-a out-b; \
            said peer --name "a${bidi}b"; grep -o "evil.*txt" b out-b ;; \
            .*'--name': it contains the character U\\+202E; .*\\nexit code 2\\n\
            b:evil\\\\u202e\\\\u2066\\\\u200f\\\\u061ctxt\\nout-b:evil\\\\u202e\\\\u2066\\\\u200f\\\\u061ctxt
            addresses that mean all of a machine ;; for a in 0 0:7001 [::] [::]:7001 [0:0::0] [::ffff:0.0.0.0]; do \
            said peer --advertise $a; said peer --listen $a; done ;; \
            ([^\\n]*(means all addresses of a machine; name the host|needs --advertise HOST, because other peers|\
            is not HOST\\[:PORT\\]|is not a host name or an IPv4 address)[^\\n]*\\nexit code 2\\n?){12}
            addresses with a zone ;; for a in [fe80::1%lo] [::1%1] localhost%lo; do said peer --listen $a; \
            said peer --advertise $a:7001; echo $a:5000 >z; said peer --config z; done ;; \
            ([^\\n]*has a zone, which other machines do not know; [^\\n]*\\nexit code 2\\n?){9}
            two texts of one IPv6 address ;; printf "[::1]:5001\\n[0:0:0:0:0:0:0:1]:5001\\nmessages=0\\n" >c; \
            start s SeedNode; start a PeerNode --listen [0:0:0:0:0:0:0:1]:7001; logs a " JOINED "; type a /status; \
            logs out-a seeds=1/1; X=exec run gossip.PeerNode --config c --listen [::1] --advertise [::1]:7001 >b & \
            logs b "used by"; kill -9 $!; exec {f}<>/dev/tcp/::1/5001; echo MEMBERS >&$f; read -u $f l; echo "$l"; \
            grep -o "[^ ]* is used by another running peer" b | head -n 1 ;; LIST 1 1\\n\\W*\\[::1\\]:7001 is used by .*
            SIGTERM with --on-exit leave and a text that nobody receives ;; seed; start a PeerNode --on-exit leave; \
            type a lost; logs a "GENERATED .*lost"; kill ${pid[a]}; wait ${pid[a]}; echo "exit code $?"; \
            grep -oh "messages that reached no other.*" out-a ;; exit code 1\\n.*: 1
            SIGTERM with --on-exit leave and a text that a peer receives ;; seed; start b PeerNode; logs b " JOINED "; \
            start a PeerNode --on-exit leave; type a kept; logs a "GENERATED .*kept"; kill ${pid[a]}; wait ${pid[a]}; \
            echo "exit code $?"; logs b "RECEIVED .*kept"; logs s "REMOVED .*reason=left" ;; exit code 0
            the percent sign in the help ;; for p in gossip.PeerNode gossip.SeedNode "gossip.tool.GossipTool experiment" \
            "gossip.tool.GossipTool report"; do run $p --help; done >help; ! grep %% help || exit 1; grep -B 1 -A 2 -e --kill= help \
            ;; .*--kill=.*20, 5%.*
            quotes and dashes of a document ;; for l in "name=“ada”" "name=\\"ada\\"" "‘127.0.0.1:5000’" "–name=ada" \
            "name: ada" "127.0.0.1:5000; 127.0.0.1:5001" "seeds=127.0.0.1:5000"; do echo "$l" >q; \
            said peer --config q; done; said peer –name ada; said peer --name “ada” ;; \
            (q line 1: leave out the quotes of [^\\n]*\\nexit code 2\\n){3}q line 1: unknown option '–name'; known are \
            [^\\n]*\\nexit code 2\\n[^\\n]* an option is written name=VALUE\\nexit code 2\\n[^\\n]* names several seeds; \
            [^\\n]*\\nexit code 2\\n[^\\n]* a seed is a line HOST:PORT[^\\n]*\\nexit code 2\\nUnmatched [^\\n]*; write \
            --name [^\\n]*\\nexit code 2\\n[^\\n]* in quotes that the shell does not remove[^\\n]*\\nexit code 2
            20,000 lines that are piped in before the join ;; seed; start b PeerNode --retain 1GiB; logs b " JOINED "; \
            seq 1 20000 | X=exec run gossip.PeerNode --config c --output a >/dev/null & logs b \
            "RECEIVED .*Message 19999 "; kill -9 $!; logs s "REMOVED .*reason=dead"; \
            tool report s a b | grep -E "messages delivered|lost|gossip" ;; .*20000 of 20000 due = 100.00 %.*
            a log with a bound ;; seed; start a PeerNode --output-max 100KiB; start b PeerNode --messages 2000 \
            --gossip-interval 1ms; logs b "GENERATED .*Message 1999 "; until_true grep -qs \
            "RECEIVED .*Message 1999 " a a.1 a.2 a.3; \
            du -b a a.1 a.2 a.3 | while read -r n f; do [ "$n" -lt 120000 ] || exit 1; done || exit 1; ls a* ;; .*a.3.*
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void what_was_meant_is_done_or_what_is_wrong_is_named(String what, String command, String pattern,
            @TempDir Path folder) throws IOException, InterruptedException {
        FieldNodes.check(folder, what, command, pattern);
    }
}
