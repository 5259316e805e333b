package gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    private static final String ADA = "role=peer name=ada address=127.0.0.1:6001 incarnation=7 degree=1 seeds=1/3"
            + " published=10 received=25 duplicates=1 dropped=0 retained=35 start=7 uptime=7260000 version=1.0"
            + " bytesIn=1 bytesOut=2048 queue=0 pingMisses=1 deaths=0 badInput=0 lost=0";

    @Test
    void one_peer_has_a_block_with_its_name_and_units() {
        assertEquals("""
                peer ada at 127.0.0.1:6001, pid 42, up 2 h, version 1.0
                  links      1 neighbor, registered with 1 of 3 seeds
                  messages   10 published, 25 received, 1 duplicate, 35 stored
                  traffic    1 byte in, 2048 bytes out, 0 not yet sent
                  failures   1 missed PING, 0 neighbors declared dead""", StatusText.of(42, List.of(ADA)));
    }

    @Test
    void what_is_wrong_is_shown() {
        String text = StatusText.of(42, List.of(ADA.replace("lost=0", "lost=2").replace("badInput=0", "badInput=1")
                + " durability=failed problem=this_machine_no_longer_has_the_address certificateDays=9"));
        assertEquals(List.of("  messages   10 published, 25 received, 1 duplicate, 35 stored, 2 lost",
                "  bad input  1 invalid line or link",
                "  problem    the data cannot be stored",
                "  problem    this machine no longer has the address",
                "  expiry     the certificate is valid for 9 days"),
                text.lines().filter(line -> !line.matches("peer.*| *links.*| *traffic.*| *failures.*")).toList());
    }

    @Test
    void a_seed_has_its_members_and_reports() {
        assertEquals("""
                seed at 127.0.0.1:5000, pid 42, up 90 s, version 1.0
                  members    9
                  reports    3 death reports, 1 refuted, 1 member removed as dead""", StatusText.of(42, List.of(
                "role=seed address=127.0.0.1:5000 members=9 uptime=90500 version=1.0 reports=3 refuted=1"
                        + " removedDead=1 badInput=0")));
    }

    @Test
    void several_peers_have_a_line_each() {
        assertEquals("""
                pid 42, 2 peers
                  peer ada at 127.0.0.1:6001: 1 neighbor; 10 published, 25 received, 1 duplicate, 35 stored
                  peer bob at 127.0.0.1:6001: 1 neighbor; 10 published, 25 received, 1 duplicate, 35 stored""",
                StatusText.of(42, List.of(ADA, ADA.replace("ada", "bob"))));
        assertEquals("pid 42, 0 peers", StatusText.of(42, List.of()));
    }
}
