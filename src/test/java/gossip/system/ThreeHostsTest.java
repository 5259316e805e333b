package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new user on three hosts, with nothing but what the README says: a seed, three peers without an option for
 * addresses, a typed message, a crash and its detection. Then one host gets another address. The hosts are network
 * namespaces.
 */
@Tag("processes")
@EnabledOnOs(OS.LINUX)
class ThreeHostsTest {

    private static final int TIMEOUT_SECONDS = 90;

    /** Prints a row {@code WHAT} for each step that has succeeded, and removes the namespaces at the end. */
    private static final String SCRIPT = """
            n=g$$
            hosts=("$n-1" "$n-2" "$n-3")
            remove() { kill -9 $(jobs -p) 2>/dev/null; for host in "${hosts[@]}" "$n"; do ip netns del "$host" \
            2>/dev/null; done; }
            trap remove EXIT
            ip netns add "$n" 2>/dev/null && ip -n "$n" link add switch type bridge 2>/dev/null &&
              ip -n "$n" link set switch up || { echo "skipped: needs root, iproute2 and bridges"; exit 77; }
            for i in 1 2 3; do
              host=$n-$i
              ip netns add "$host" && ip link add eth0 netns "$host" type veth peer name "port$i" netns "$n" &&
                ip -n "$host" addr add "10.77.0.$i/24" dev eth0 && ip -n "$host" link set eth0 up &&
                ip -n "$host" link set lo up && ip -n "$n" link set "port$i" master switch up || exit 1
            done
            echo 10.77.0.1:5000 >config.txt
            on() { exec ip netns exec "$n-$1" "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -cp "$CP" \
            "${@:2}"; }
            peer() { mkfifo "in$1"; on "$1" gossip.PeerNode --name "peer-$1" --messages 0 --ping-interval 1s \
            --output "log$1" <"in$1" >"out$1" 2>&1; }
            await() { for ((t = 0; t < 300; t++)); do ! grep -qsE "$2" "$1" || return 0; sleep 0.1; done; echo "no \
            $2 in $1:"; cat "$1"; exit 1; }
            address() { sed -n 's/.* PEER \\([^ ]*\\) PEER_STARTED .*/\\1/p' "out$1"; }

            on 1 gossip.SeedNode --output logs >outs 2>&1 &
            await outs SEED_STARTED
            pids=()
            for i in 1 2 3; do
              peer $i &
              pids[i]=$!
              until [ -p "in$i" ]; do sleep 0.05; done
              exec {input}>"in$i"
              inputs[i]=$input
              await "out$i" ' JOINED '
              await "out$i" "NOTICE text=.listens on 10.77.0.$i, from which this machine reaches seed 10.77.0.1:5000"
            done
            await out1 'NEIGHBOR_CONNECTED peer=10.77.0.3'
            echo joined
            echo 'hello from host 2' >&"${inputs[2]}"
            await out1 'GOSSIP_RECEIVED .*10.77.0.2: Message 0 .hello from host 2'
            await out3 'GOSSIP_RECEIVED .*10.77.0.2: Message 0 .hello from host 2'
            echo delivered
            kill -9 "${pids[3]}"
            await outs "PEER_REMOVED peer=$(address 3) reason=dead"
            await out1 "NEIGHBOR_DEAD peer=$(address 3)"
            echo detected
            ip -n "$n-2" addr flush dev eth0
            ip -n "$n-2" addr add 10.77.0.22/24 dev eth0
            await out2 'NOTICE text=.this machine no longer has the address 10.77.0.2,'
            echo /status >&"${inputs[2]}"
            await out2 'problem=this_machine_no_longer_has_the_address_10.77.0.2'
            echo renumbered
            ip -n "$n-3" link set eth0 down
            (on 3 gossip.PeerNode) >out4 2>&1
            await out4 'this machine has no route to 10.77.0.1: network is unreachable; configure'
            echo unrouted
            """;

    @Test
    void peers_of_three_hosts_join_gossip_and_detect_a_crash(@TempDir Path folder)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", SCRIPT).directory(folder.toFile());
        builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("CP", System.getProperty("java.class.path"));
        Path output = folder.resolve("output.txt");
        Process process = builder.redirectOutput(output.toFile()).redirectError(folder.resolve("errors.txt").toFile()).start();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        process.destroy();
        List<String> rows = Files.readAllLines(output);
        assumeTrue(process.waitFor() != 77, () -> {
            System.out.println("The test of three hosts was skipped: it needs root, iproute2 and bridges.");
            return "no network namespaces here";
        });
        FieldReport.add(process.exitValue() == 0, "three hosts without an option for addresses", rows.toString());
        assertTrue(ended, () -> "too slow: " + rows);
        assertEquals(List.of("joined", "delivered", "detected", "renumbered", "unrouted"), rows);
    }
}
