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
 * The report finds no fault in logs of correct tours of real processes, and exactly the planted one in logs with a
 * fault. {@link FieldNodes} describes the columns.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class FieldTourTest {

    /**
     * The functions of a tour of a seed and the peers a, b, d and e, which begins with {@code tour}. {@code detected}
     * waits until b is removed, {@code end} ends it as Ctrl+C in all terminals does, {@code report} judges the logs.
     */
    private static final String FUNCTIONS = """
            printf "%s\\nmessages=16\\ngossip-interval=500ms\\nping-interval=2s\\n" "$SEED" >c
            tour() { seed; for n in a b d e; do start $n PeerNode "$@"; done; joined; }
            joined() { for n in a b d e; do \
            logs out-$n " JOINED "; done; logs out-b "GENERATED .*Message 3 "; }
            detected() { logs s "REMOVED peer=$(at b) reason=dead"; for n in a d e; do ! grep -q \
            "CONNECTED peer=$(at b) " $n || logs $n "NEIGHBOR_DEAD peer=$(at b)"; done; }
            at() { sed -n "s/.* PEER \\([^ ]*\\) PEER_STARTED .*/\\1/p" $1 | head -n 1; }
            end() { for n in a d e; do logs out-$n "GENERATED .*Message $((${count:-16} - 1)) "; done; sleep 2; \
            stop; }
            stop() { kill $(jobs -pr); wait; }
            report() { tool report --heartbeat 2s --misses 3 "$@"; }
            fine() { report "$@" >r && ! grep FAIL r && grep -E "messages delivered" r || { cat r; exit 1; }; }
            """;

    private static final String CASES = """
            a crash by a signal, and what other programs do to its log ;; tour; kill ${pid[b]}; detected; end; \
            fine s a b d e; cat s a b d e >all; sed "s/^/peer-1  | /" all >f1; iconv -t UTF-16 all >f2; gzip -k all; \
            sed -n "1,200p" all >f4.1; sed "1,200d" all >f4; sed "s/$/\\r/" all >f5; cp all f6; sed \
            "s/^/Nov 27 10:00:00 host-1 peer.sh[1234]: /" all >f7; for f in f1 f2 all.gz f4 f5 f7; do fine $f; done \
            ;; ( *ok +messages delivered: (\\d+) of \\2 due = 100.00 %\\n?){7}
            a crash by kill -9               ;; tour; kill -9 ${pid[b]}; detected; end; fine s a b d e ;; .*100.00 %
            a hang that ends after the detection ;; tour; kill -STOP ${pid[b]}; detected; kill -CONT ${pid[b]}; \
            more b GOSSIP_RECEIVED 3; end; fine s a b d e ;; .*100.00 %
            a hang that ends before the detection ;; tour; kill -STOP ${pid[b]}; logs a "MISSED|Message 12 "; \
            kill -CONT ${pid[b]}; end; fine s a b d e ;; .*100.00 %
            a restart at the same address    ;; tour; kill -9 ${pid[b]}; detected; x=$(at b); rm in-b; start b \
            PeerNode --listen $x; until_true above b " JOINED " 1; end; fine s a b d e ;; .*100.00 %
            a restart before the detection   ;; tour; kill ${pid[b]}; wait ${pid[b]}; x=$(at b); rm in-b; start b \
            PeerNode --listen $x; until_true above b " JOINED " 1; end; fine s a b d e ;; .*100.00 %
            a peer that leaves               ;; tour; type b /leave; logs s "REMOVED peer=$(at b) reason=left"; end; \
            fine s a b d e ;; .*100.00 %
            a run that ends before the detection, and a peer that ends before its join ;; tour; kill -9 ${pid[b]}; \
            start f PeerNode & logs f PEER_STARTED; kill -9 $(sed -n "s/.*STARTED.* pid=//p" f); sleep 1; stop; \
            fine s a b d e f; grep "too early" r | tail -n 1 ;; .*100.00 %.*too early to tell
            typing errors by nc              ;; tour; for i in 1 2 3; do exec {f}<>/dev/tcp/127.0.0.1/5000; \
            echo MEMBRES >&$f; read -u $f l; done; logs s BAD_INPUT; kill ${pid[b]}; detected; end; fine s a b d e; \
            grep -o "bad input.*" r ;; .*100.00 %\\nbad input: 0; 3 from elsewhere.*
            logs that are rotated            ;; count=150; sed -i "s/=16/=150/;s/=500ms/=100ms/" c; \
            tour --output-max 64KiB; kill ${pid[b]}; end; ls *.1; [ -e a.1 ] || exit 1; fine s a b d e ;; .*a.1.*100.00 %
            two hosts with clocks an hour apart ;; l=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null) || \
            exit 77; normal=$JAVA; printf "%s\\n" "#!/bin/sh" "export LD_PRELOAD=$l FAKETIME=+1h \
            FAKETIME_DONT_FAKE_MONOTONIC=1" "exec $JAVA \\"\\$@\\"" >ahead; chmod +x ahead; seed; \
            for n in a b d e; do [ $n != d ] || JAVA=./ahead; start $n PeerNode; done; JAVA=$normal; joined; kill ${pid[b]}; detected; end; fine s a b d e; \
            grep -m 1 -o "s ahead; corrected" r ;; .*100.00 %\\ns ahead; corrected
            two runs in one log, all killed between ;; tour; kill -9 ${pid[@]}; wait; cat s a b d e >all; \
            rm s a b d e in-*; tour; kill -9 ${pid[b]}; detected; end; cat s a b d e >>all; fine all; grep earlier r \
            ;; .*100.00 %.*earlier.*
            planted faults                   ;; count=40; sed -i s/=16/=40/ c; tour; kill ${pid[b]}; detected; end; cat s a b d e >all; \
            fine all >/dev/null; t=$(sed -n "/GENERATED .*Message 9 /{s/ .*//p;q}" e); A=$(at a) B=$(at b) D=$(at d) E=$(at e); \
            lost=$(grep -nE " PEER $A GOSSIP_RECEIVED id=$E/[0-9]+/9 " all | cut -d : -f 1); \
            found() { report "${@:2}" x >r; [ "$(grep -c FAIL r)" = 1 ] && grep -q "FAIL .*$1" r || { echo "not $1:"; \
            grep FAIL r; exit 1; }; echo "$1"; }; plant() { { cat all; echo "$t $1"; } >x; }; \
            sed "${lost}d" all >x; found "messages delivered"; sed "${lost}p" all >x; found "duplicate deliveries"; \
            sed "/ $D JOINED/d" all >x; found "peers joined"; cp all x; found "seeds started" --seeds 2; \
            found "peers started" --peers 5; plant "PEER $A NEIGHBOR_DEAD peer=$D incarnation=1"; \
            found "others declared dead"; plant "SEED $SEED PEER_REMOVED peer=$D reason=dead members=3 incarnation=1"; \
            found "others declared dead"; plant "PEER $A BAD_INPUT from=$D reason=x"; found "bad input"; \
            sed "/PEER_REMOVED peer=$B/d" all >x; found "removed as dead"; sed "/NEIGHBOR_DEAD/d" all >x; \
            found "declared dead in time"; plant "PEER $A GAP origin=$D/1 from=3 to=5"; found "messages lost" ;; \
            messages delivered\\n([^\\n]+\\n){9}messages lost
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void the_report_finds_what_was_planted_and_nothing_else(String what, String command, String pattern,
            @TempDir Path folder) throws IOException, InterruptedException {
        FieldNodes.check(folder, what, FUNCTIONS + command, pattern);
    }
}
