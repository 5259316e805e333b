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
 * Networks of several processes with half-open links, pauses, wrong clocks and wrong addresses. Each case has a network
 * namespace of its own, so it needs root, iproute2 and what it names. Without that, it is skipped. {@link FieldNodes}
 * describes the columns.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class FieldNetworkTest {

    private static final String CASES = """
            a half-open link ;; needs nft; needs ss; seed; start a PeerNode --listen 127.0.0.1:7001; \
            start b PeerNode --listen 127.0.0.1:7002; logs b PING_REPLY_RECEIVED; more a PING_REPLY_RECEIVED 12; \
            link() { set -- $(ss -Htn state established "( sport = :7001 or sport = :7002 )"); x=${3##*:}; \
            y=${4##*:}; [ $# = 4 ]; }; until_true link; nft "add table ip t; add chain ip t c { type filter hook \
            output priority 0; }; add rule ip t c tcp sport $x tcp dport $y drop; add rule ip t c tcp sport $y tcp \
            dport $x drop"; type a lost; logs b "RECEIVED .*lost"; logs a reason=half-open; \
            never "NEIGHBOR_DEAD|REMOVED" a b s; grep DISCONNECTED a \
            ;; \\S+ PEER 127.0.0.1:7001 NEIGHBOR_DISCONNECTED \\S+ reason=half-open degree=0
            six peers, all whose links are dropped at once ;; needs nft; needs ss; seed; for i in 1 2 3 4 5 6; do \
            start p$i PeerNode --listen 127.0.0.1:700$i; done; for i in 1 2 3 4 5 6; do logs p$i " JOINED "; done; \
            more p1 PING_REPLY_RECEIVED 8; ss -Htn state established "( sport >= :7001 and sport <= :7006 )" | \
            { echo "add table ip t"; echo "add chain ip t c { type filter hook output priority 0; }"; \
            while read -r a b x y; do x=${x##*:} y=${y##*:}; echo "add rule ip t c tcp sport $x tcp dport $y drop"; \
            echo "add rule ip t c tcp sport $y tcp dport $x drop"; done; } >rules; nft -f rules || exit 1; \
            b=$(date +%s%N); for i in 1 2 3 4 5 6; do type p$i "text $i"; done; \
            all() { [ "$(cat p? | grep -c "GOSSIP_RECEIVED .*text ")" = 30 ]; }; until_true all; e=$(date +%s%N); \
            never "NEIGHBOR_DEAD|PEER_REMOVED" p? s; echo "$(grep -c add.rule rules) rules, 30 of 30 deliveries, after \
            $(((e - b) / 1000000)) ms" ;; \\d\\d rules, 30 of 30 deliveries, after [1-6]?\\d{1,3} ms
            old and new configurations that share one seed ;; for i in 0 1 2 3 4; do echo 127.0.0.1:500$i >>all; done; \
            settings=$(tail -n 2 c); { sed -n 1,3p all; echo "$settings"; } >old; \
            { sed -n 4,5p all; sed -n 3p all; echo "$settings"; } >new; for i in 0 1 2 3 4; do \
            config=all start s$i SeedNode --listen 127.0.0.1:500$i; done; for i in 1 2 3; do config=old start o$i \
            PeerNode; config=new start n$i PeerNode; done; for n in o1 o2 o3 n1 n2 n3; do logs $n " JOINED "; done; \
            type o1 "from old"; type n1 "from new"; for n in o2 o3 n1 n2 n3; do logs $n "RECEIVED .*from old"; done; \
            for n in o1 o2 o3 n2 n3; do logs $n "RECEIVED .*from new"; done; echo one network ;; one network
            a seed whose configuration lists seeds of other hosts first ;; printf "%s:5000\\n" 192.0.2.1 192.0.2.2 \
            no-such-host.invalid 127.0.0.1 >c; echo messages=0 >>c; seed; start a PeerNode; logs a \
            "REGISTERED seed=127.0.0.1:5000"; never NOTICE s; grep -o "listens on .*" a ;; listens on 127.0.0.1, because this \
            machine has no route to 192.0.2.\\d: .*
            a member that cannot be dialed ;; seed; start a PeerNode --listen 127.0.0.1:7001 --advertise 127.0.0.1:9; \
            logs a " JOINED neighbors=0"; start b PeerNode; logs b MEMBER_UNREACHABLE; never "JOINED neighbors=0" b; \
            grep -m 1 MEMBER_UNREACHABLE b ;; .*MEMBER_UNREACHABLE peer=127.0.0.1:9 .*connection refused.*
            a seed that is paused for 12 s, with leases of 7 s ;; seed; start a PeerNode; start b PeerNode; \
            logs a " JOINED "; logs b " JOINED "; kill -STOP ${pid[s]}; sleep 12; kill -CONT ${pid[s]}; \
            more a LIST_RECEIVED 10; more b LIST_RECEIVED 2; never "REMOVED|EXPIRED" s; never REBORN a b; \
            type s /status; logs out-s "members=2"; grep "members=2 " out-s | tail -n 1 ;; .*members=2.*
            a seed whose clock goes back two days ;; l=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null) || \
            exit 77; echo +0d >t; export FAKETIME_TIMESTAMP_FILE=$PWD/t FAKETIME_CACHE_DURATION=1 \
            FAKETIME_DONT_FAKE_MONOTONIC=1; export LD_PRELOAD=$l; start s SeedNode; export -n LD_PRELOAD; unset \
            LD_PRELOAD; start a PeerNode; start b PeerNode; logs a " JOINED "; logs b " JOINED "; echo -2d >t; \
            more a LIST_RECEIVED 10; more b LIST_RECEIVED 10; never "REMOVED|EXPIRED" s; never REBORN a b; start d \
            PeerNode; logs d "ahead of the clock"; grep -m 1 "ahead of" d ;; .*is more than 24 h ahead of the clock of \
            the receiver, \\S+Z; synchronize the clocks"
            a peer whose clock is 400 days behind ;; l=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null) || \
            exit 77; seed; start a PeerNode; logs a " JOINED "; export LD_PRELOAD=$l FAKETIME=-400d \
            FAKETIME_DONT_FAKE_MONOTONIC=1; start b PeerNode; unset LD_PRELOAD; logs a LINK_REFUSED; logs b BAD_INPUT; \
            never REMOVED s; never NEIGHBOR_DEAD a; grep -hm 1 "ahead of" a b ;; (.*of 127.0.0.1:\\d+, 20\\S+Z, is more \
            than 24 h ahead of the clock of the receiver, 20\\S+Z; synchronize the clocks"\\n?){2}
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
            start b PeerNode; start d PeerNode --http 127.0.0.1:9100; for n in a b d; do logs $n " JOINED "; done; \
            kill -STOP ${pid[d]}; \
            logs a NEIGHBOR_DEAD; logs b NEIGHBOR_DEAD; for i in {1..50}; do type a "text $i"; done; \
            logs b "RECEIVED .*text 50"; kill -CONT ${pid[d]}; logs d "RECEIVED .*text 50"; logs d " GAP "; \
            grep " GAP " d; exec {f}<>/dev/tcp/127.0.0.1/9100; printf "GET /metrics HTTP/1.0\\r\\n\\r\\n" >&$f; \
            grep ^gossip_messages_lost <&$f; tool report s a b d | grep GAP ;; .* GAP origin=127.0.0.1:\\d+/\\d+ \
            from=0 to=39\\ngossip_messages_lost_total 40\\n\\s*FAIL messages lost permanently \\(GAP\\): 40
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void the_members_stay_and_the_messages_arrive(String what, String command, String pattern, @TempDir Path folder)
            throws IOException, InterruptedException {
        FieldNodes.check(folder, what, command, pattern);
    }
}
