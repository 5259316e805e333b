package gossip.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Networks of several processes with half-open links, pauses, wrong clocks and wrong addresses. Each case has a network
 * namespace of its own, so it needs root, iproute2 and what it names. Without that, it is skipped. {@link FieldCase}
 * describes the columns.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class FieldNetworkTest {

    private static final String SEED = "127.0.0.1:5000";

    /**
     * The functions of a case. {@code start} runs a node under a name. Its event log has this name, {@code type} writes
     * to its input. {@code logs} waits for an event, {@code more} for that many more. {@code links} lists links.
     */
    private static final String FUNCTIONS = """
            needs() { command -v "$1" >/dev/null || exit 77; }
            needs ip
            ip link set lo up || exit 77
            declare -A pid input
            start() { mkfifo "in-$1"; exec {f}<>"in-$1"; input[$1]=$f; X=exec run "gossip.$2" --config c \\
            --output "$1" "${@:3}" <"in-$1" >"out-$1" 2>&1 & pid[$1]=$!; logs "$1" "${2%Node}_STARTED|_STARTED"; }
            type() { printf "%s\\n" "$2" >&"${input[$1]}"; }
            count() { grep -csE "$2" "$1"; }
            until_true() { for ((t = 0; t < 450; t++)); do ! "$@" || return 0; sleep 0.1; done; echo "not true: $*"; \\
            tail -n 5 out-*; exit 1; }
            logs() { until_true grep -qsE "$2" "$1"; }
            above() { [ "$(count "$1" "$2")" -gt "$3" ]; }
            more() { until_true above "$1" "$2" $(($(count "$1" "$2") + $3 - 1)); }
            never() { ! grep -HE "$@" || exit 1; }
            printf "%s\\nmessages=0\\nping-interval=1s\\n" "$SEED" >c
            seed() { "$@" start s SeedNode; }
            trap "kill -9 \\$(jobs -p) 2>/dev/null" EXIT
            """;

    private static final String CASES = """
            a half-open link ;; needs nft; needs ss; seed; start a PeerNode --listen 127.0.0.1:7001; \
            start b PeerNode --listen 127.0.0.1:7002; logs b PING_REPLY_RECEIVED; more a PING_REPLY_RECEIVED 12; \
            link() { set -- $(ss -Htn state established "( sport = :7001 or sport = :7002 )"); x=${3##*:}; \
            y=${4##*:}; [ $# = 4 ]; }; until_true link; nft "add table ip t; add chain ip t c { type filter hook \
            output priority 0; }; add rule ip t c tcp sport $x tcp dport $y drop; add rule ip t c tcp sport $y tcp \
            dport $x drop"; type a lost; logs b "RECEIVED .*lost"; logs a reason=half-open; \
            never "NEIGHBOR_DEAD|REMOVED" a b s; grep DISCONNECTED a \
            ;; \\S+ PEER 127.0.0.1:7001 NEIGHBOR_DISCONNECTED \\S+ reason=half-open degree=0
            a seed that is paused for 12 s, with leases of 7 s ;; seed; start a PeerNode; start b PeerNode; \
            logs a " JOINED "; logs b " JOINED "; kill -STOP ${pid[s]}; sleep 12; kill -CONT ${pid[s]}; \
            more a LIST_RECEIVED 10; more b LIST_RECEIVED 2; never "REMOVED|EXPIRED" s; never REBORN a b; \
            type s /status; logs out-s "members=2"; grep "members=2 " out-s | tail -n 1 ;; .*members=2.*
            a seed whose clock goes back two days ;; l=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null) || \
            exit 77; echo +0d >t; export FAKETIME_TIMESTAMP_FILE=$PWD/t FAKETIME_CACHE_DURATION=1 \
            FAKETIME_DONT_FAKE_MONOTONIC=1; export LD_PRELOAD=$l; start s SeedNode; export -n LD_PRELOAD; unset \
            LD_PRELOAD; start a PeerNode; start b PeerNode; logs a " JOINED "; logs b " JOINED "; echo -2d >t; \
            more a LIST_RECEIVED 10; more b LIST_RECEIVED 10; never "REMOVED|EXPIRED" s; never REBORN a b; start d \
            PeerNode; logs d "ahead of this seed"; grep -m 1 "ahead of" d ;; .*is more than 24 h ahead of this \
            seed.s clock, which says \\d+"
            400 names that cannot be resolved ;; seed; echo "nameserver 127.0.0.9" >r; mount -B r /etc/resolv.conf \
            || exit 77; nft "add table ip t; add chain ip t c { type filter hook output priority 0; }; add rule ip t \
            c udp dport 53 drop" || exit 77; for i in {1..200}; do exec {f}<>/dev/tcp/127.0.0.1/5000; \
            echo "REGISTER no-such-$i.invalid:1 $(date +%s)000 0" >&$f; exec {f}<>/dev/tcp/127.0.0.1/5000; \
            echo "DEAD no-such-$i.invalid:2" >&$f; done; b=$(date +%s%N); exec {f}<>/dev/tcp/127.0.0.1/5000; \
            echo MEMBERS >&$f; read -t 5 -u $f l || exit 1; e=$(date +%s%N); echo "$l after $(((e - b) / 1000000)) ms" \
            ;; LIST \\d+ \\d+ after \\d+ ms
            a dial that would connect to itself ;; seed; p=/proc/sys/net/ipv4; exec {f}<>/dev/tcp/127.0.0.1/5000; \
            echo "REGISTER 127.0.0.1:40000 $(date +%s)000 1" >&$f; read -u $f l; old=$(cat $p/ip_local_port_range); \
            echo 0 >$p/tcp_max_tw_buckets; \
            echo 40000 40000 >$p/ip_local_port_range; start a PeerNode --listen 127.0.0.1:7001; \
            logs a UNREACHABLE; echo $old >$p/ip_local_port_range; ss -Htn | grep ":40000 .*:40000" && exit 1; \
            free() { ! ss -Htan | grep ":40000 "; }; until_true free; \
            start b PeerNode --listen 127.0.0.1:40000; logs b "JOINED neighbors=1"; grep UNREACHABLE a \
            ;; .*(connection refused: the socket connected to itself|assign requested address).*
            two peers that advertise one address ;; seed; start a PeerNode --listen 127.0.0.1:7001; \
            logs a " JOINED "; start b PeerNode --listen 127.0.0.1 --advertise 127.0.0.1:7001; \
            logs out-b "used by another running peer"; more a LIST_RECEIVED 10; never "REBORN|JOINED" b; \
            never REBORN a; [ "$(count s PEER_REGISTERED)" = 1 ] || exit 1; grep -m 1 "used by" b ;; \
            .*127.0.0.1:7001 is used by another running peer.*
            a peer that was paused until others forgot messages ;; echo retain=10 >>c; seed; start a PeerNode; \
            start b PeerNode; start d PeerNode; for n in a b d; do logs $n " JOINED "; done; kill -STOP ${pid[d]}; \
            logs a NEIGHBOR_DEAD; logs b NEIGHBOR_DEAD; for i in {1..50}; do type a "text $i"; done; \
            logs b "RECEIVED .*text 50"; kill -CONT ${pid[d]}; logs d "RECEIVED .*text 50"; logs d " GAP "; \
            grep " GAP " d ;; .* GAP origin=127.0.0.1:\\d+/\\d+ from=0 to=39
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void the_members_stay_and_the_messages_arrive(String what, String command, String pattern, @TempDir Path folder)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("functions"), FUNCTIONS);
        FieldCase.check(SEED, folder, what, "mounted '. ./functions; " + command + "'", 0, "(?s)" + pattern);
    }
}
