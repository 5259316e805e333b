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
 * Networks of several hosts with partitions, one-way loss, NAT, IPv6, names of several addresses and lost packets. The
 * hosts are network namespaces at one switch. {@link FieldNodes} describes the columns and says what is needed.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class FieldHostsTest {

    /**
     * The functions of a case. {@code hosts} makes the hosts 10.77.0.1, fd77::1 and so on. {@code on} runs a program on
     * a host, {@code node} starts a node there, {@code from} runs a function there. {@code network} makes hosts, a seed
     * on the first one and a peer p1, p2 and so on on each, and waits until all have joined. {@code everywhere} waits
     * until a message is at each peer. {@code deaf} lets a host drop what others send, and {@code hears} ends that.
     */
    private static final String HOSTS = """
            needs nft
            declare -A ns
            on() { nsenter -t "${ns[$1]}" -n "${@:2}"; }
            from() { X="nsenter -t ${ns[$1]} -n" "${@:2}"; }
            node() { at="nsenter -t ${ns[$1]} -n" start "${@:2}"; }
            here() { [ "$(readlink "/proc/$1/ns/net")" = "$(readlink /proc/self/ns/net)" ]; }
            machine() { unshare -n sleep 600 & ns[$1]=$!; while here "${ns[$1]}"; do sleep 0.02; done; \
            on "$1" ip link set lo up; }
            host() { machine "$1"; ip link add "port$1" type veth peer name eth0 netns "${ns[$1]}" && \
            ip link set "port$1" master switch up && on "$1" ip addr add "10.77.0.$1/24" dev eth0 && \
            on "$1" ip addr add "fd77::$1/64" dev eth0 nodad && on "$1" ip link set eth0 up || exit 1; }
            hosts() { ip link add name switch type bridge && ip link set switch up || exit 77; \
            for ((i = 1; i <= $1; i++)); do host "$i"; done; }
            sed -i s/127.0.0.1/10.77.0.1/ c
            network() { hosts "$1"; node 1 s SeedNode; for ((i = 1; i <= $1; i++)); do node $i "p$i" PeerNode \
            --listen "10.77.0.$i:6000"; done; for p in p?; do logs $p " JOINED "; done; }
            everywhere() { for p in p?; do logs "$p" "(RECEIVED|GENERATED) .*$1"; done; }
            deaf() { on $1 nft "add table ip t; add chain ip t c { type filter hook input priority 0; }"; for i in \
            "${@:2}"; do on $1 nft "add rule ip t c ip saddr 10.77.0.$i $packets drop"; done; }
            hears() { for i; do on $i nft delete table ip t; done; }
            listed() { count=$(from 1 tool members --config c | grep -c "^10.77"); [ "$count" = "$1" ]; }
            now() { echo $(($(date +%s%N) / 1000000)); }
            """;
    private static final String CASES = """
            a partition of four hosts that ends ;; network 4; deaf 1 3 4; deaf 2 3 4; deaf 3 1 2; deaf 4 1 2; \
            type p1 "text one"; type p3 "text three"; logs p2 "RECEIVED .*text one"; logs p4 "RECEIVED .*text three"; \
            sleep 10; b=$(now); hears 1 2 3 4; everywhere "text one"; everywhere "text three"; e=$(now); \
            until_true listed 4; echo "all messages everywhere after $((e - b)) ms" \
            ;; all messages everywhere after \\d{1,4} ms
            a host that does not receive what another one sends ;; network 4; deaf 3 2; b=$(now); for i in 1 2 3 4; do \
            type p$i "text $i"; done; for i in 1 2 3 4; do everywhere "text $i"; done; e=$(now); sleep 10; \
            never PEER_REMOVED s; hears 3; type p2 "last text"; everywhere "last text"; until_true listed 4; \
            echo "all messages everywhere after $((e - b)) ms" ;; all messages everywhere after \\d{1,4} ms
            a host that vanishes and returns ;; network 4; b=$(now); ip link set port3 down; logs s \
            "PEER_REMOVED peer=10.77.0.3:6000 reason=dead"; e=$(now); type p1 missed; logs p4 "RECEIVED .*missed"; \
            up=$(now); ip link set port3 up; everywhere missed; all=$(now); until_true listed 4; \
            echo "removed after $((e - b)) ms, all messages everywhere $((all - up)) ms after the return" ;; \
            removed after \\d{1,4} ms, all messages everywhere \\d{1,4} ms after the return
            a peer behind NAT ;; hosts 2; machine 3; ip link add lan netns "${ns[2]}" type veth peer name eth0 netns \
            "${ns[3]}"; on 2 ip addr add 192.168.7.1/24 dev lan; on 2 ip link set lan up; on 3 ip addr add \
            192.168.7.2/24 dev eth0; on 3 ip link set eth0 up; on 3 ip route add default via 192.168.7.1; \
            on 2 sh -c "echo 1 >/proc/sys/net/ipv4/ip_forward"; on 2 nft "add table ip n; add chain ip n in { type \
            nat hook prerouting priority -100; }; add rule ip n in tcp dport 6000 dnat to 192.168.7.2:6000; \
            add chain ip n out { type nat hook postrouting priority 100; }; add rule ip n out oifname eth0 \
            masquerade" || exit 77; node 1 s SeedNode; node 3 p1 PeerNode --listen 0.0.0.0:6000 --advertise \
            10.77.0.2:6000; logs p1 " JOINED "; for i in 2 3; do node 1 p$i PeerNode; logs p$i " JOINED "; done; \
            for i in 1 2 3; do type p$i "text $i"; done; for i in 1 2 3; do everywhere "text $i"; done; \
            kill -9 ${pid[p1]}; logs s "PEER_REMOVED peer=10.77.0.2:6000 reason=dead"; grep -m 1 -o \
            "NEIGHBOR_CONNECTED .*" p2 ;; .*NEIGHBOR_CONNECTED peer=10.77.0.2:6000 direction=out degree=1
            hosts with IPv6 only ;; hosts 3; for i in 1 2 3; do on $i ip addr flush dev eth0 to 10.77.0.0/24; done; \
            sed -i "1s/.*/[fd77::1]:5000/" c; node 1 s SeedNode; for i in 1 2 3; do node $i p$i PeerNode; \
            logs p$i " JOINED "; done; type p2 "over IPv6"; everywhere "over IPv6"; kill -9 ${pid[p3]}; \
            logs s "PEER_REMOVED .*reason=dead"; grep -o "PEER_REMOVED .*" s ;; \
            .*PEER_REMOVED peer=\\[fd77:[0:]*:3\\]:\\d+ reason=dead members=2.*
            a name with an address where no host is ;; hosts 2; printf "10.77.0.99 hub\\n10.77.0.1 hub\\n" >names; \
            export JAVA_TOOL_OPTIONS=-Djdk.net.hosts.file=names; node 1 s SeedNode; sed -i "1s/.*/hub:5000/" c; \
            b=$(now); node 2 p1 PeerNode; logs p1 " JOINED "; e=$(now); node 1 p2 PeerNode; \
            logs p2 "JOINED neighbors=1"; echo "joined after $((e - b)) ms" ;; joined after \\d+ ms
            a seed whose name gets another address ;; hosts 3; echo 10.77.0.1 hub >names; sed -i "1s/.*/hub:5000/" c; \
            export JAVA_TOOL_OPTIONS=-Djdk.net.hosts.file=names; node 1 s SeedNode; for i in 2 3; do node $i p$i \
            PeerNode --listen 10.77.0.$i; logs p$i " JOINED "; done; kill -9 ${pid[s]}; echo 10.77.0.2 hub >names; \
            node 2 t SeedNode; b=$(now); logs t "PEER_REGISTERED .*members=2"; e=$(now); never NEIGHBOR_DEAD p2 p3; \
            echo "registered again after $((e - b)) ms" ;; .*registered again after [1-4]?\\d{1,4} ms
            a host that receives no large packets ;; network 4; packets="ip length > 576" deaf 3 1 2 4; \
            type p1 "long $(head -c 3000 /dev/zero | tr "\\0" x)"; for p in p2 p4; do \
            logs $p "RECEIVED .*long x"; done; type p2 short; sleep 10; never PEER_REMOVED s; b=$(now); \
            hears 3; everywhere "long x"; everywhere short; e=$(now); until_true listed 4; \
            echo "all messages everywhere after $((e - b)) ms" ;; all messages everywhere after \\d{1,4} ms
            two hosts that advertise one address ;; network 2; host 3; node 3 x PeerNode --listen 10.77.0.3:7000 \
            --advertise 10.77.0.1:6000; logs out-x "used by another running peer"; type p1 "text one"; \
            everywhere "text one"; never "REBORN|JOINED" x; never REBORN p1; grep -m 1 -o \
            "10.77.0.1:6000 is used by another running peer" out-x ;; 10.77.0.1:6000 is used by another running peer
            the tool and the dashboard on a host without a node ;; echo control=any >>c; network 3; host 4; \
            from 4 tool check --config c; from 4 said tool send --config c --wait hello; \
            X="exec nsenter -t ${ns[4]} -n" tool dashboard --config c --listen 10.77.0.4:8080 >d & \
            until_true grep -q 8080 d; \
            on 1 bash -c 'exec 3<>/dev/tcp/10.77.0.4/8080; printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3; head -n 1 <&3' ;; \
            ok: 1 seed, 3 members\\n.*3 of 3.*\\nexit code 0\\nHTTP/1.1 200 OK.*
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void the_network_heals_and_the_messages_arrive(String what, String command, String pattern, @TempDir Path folder)
            throws IOException, InterruptedException {
        FieldNodes.check(folder, what, HOSTS + command, pattern);
    }
}
