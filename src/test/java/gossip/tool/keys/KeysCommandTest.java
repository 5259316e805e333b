package gossip.tool.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import gossip.identity.Role;
import gossip.tls.CredentialFolder;
import gossip.tls.Credentials;
import gossip.tls.KeyType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeysCommandTest {

    @TempDir
    private static Path folder;

    private record Output(int code, String out, String err) {}

    private static Output run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Launcher.commandLine(new KeysCommand()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(Stream.of(args).map(String::valueOf).toArray(String[]::new));
        return new Output(code, out.toString().strip(), err.toString().strip());
    }

    private static Path ca() {
        return folder.resolve("ca");
    }

    private static Output issue(String role, String hosts, Path out) {
        return run("issue", "--ca", ca(), "--role", role, "--host", hosts, "--out", out);
    }

    @BeforeAll
    static void init() {
        assertEquals(new Output(0, ca().resolve("ca.pem").toString(), ""), run("init", "--ca", ca()));
    }

    @Test
    void an_issued_certificate_has_role_hosts_and_end() throws IOException {
        Path out = folder.resolve("peer");
        assertEquals(new Output(0, out.toString(), ""),
                issue("peer", "127.0.0.1,[2001:db8::7],node-1.example,*.pods.example", out));
        Credentials credentials = Credentials.read(out, Instant.now());
        assertEquals(Set.of(Role.PEER), credentials.identity().roles());
        assertEquals(Set.of("127.0.0.1", "2001:db8::7", "node-1.example", "*.pods.example"),
                credentials.identity().hosts());
        assertEquals(364, credentials.daysLeft(Instant.now()));
        Output shown = run("show", out);
        assertEquals(0, shown.code());
        assertTrue(shown.out().contains("daysLeft         364"), shown::out);
        assertTrue(run("show", out, "--json").out().contains("\"roles\":[\"peer\"]"));
    }

    @Test
    void private_keys_are_readable_for_their_owner_only_and_nothing_else_remains() throws IOException {
        Path out = folder.resolve("seed");
        assertEquals(0, issue("seed", "localhost", out).code());
        for (Path key : List.of(out.resolve("key.pem"), ca().resolve("ca.p12"))) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)), key::toString);
        }
        assertEquals(Set.of("ca.p12", "ca.pem"), names(ca()));
        assertEquals(Set.of("ca.pem", "cert.pem", "key.pem"), names(out));
    }

    @ParameterizedTest
    @EnumSource(names = "EC", mode = EnumSource.Mode.EXCLUDE)
    void a_key_may_have_another_type_than_that_of_its_authority(KeyType type) throws IOException {
        Path out = folder.resolve(type.name());
        assertEquals(new Output(0, out.toString(), ""), run("issue", "--ca", ca(), "--role", "peer", "--host", "h",
                "--out", out, "--key-type", type.name().toLowerCase(Locale.ROOT)));
        assertEquals(type, Credentials.read(out, Instant.now()).keyType());
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Set.copyOf(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void an_existing_folder_is_renewed_and_keeps_its_other_authorities() throws IOException {
        Path out = folder.resolve("renewed");
        issue("operator", "a.example", out);
        Credentials before = Credentials.read(out, Instant.now());
        Path other = folder.resolve("other");
        run("init", "--ca", other);
        run("issue", "--ca", other, "--role", "operator", "--host", "a.example", "--out", out, "--days", "7");
        Credentials after = Credentials.read(out, Instant.now());
        assertNotEquals(before.key(), after.key());
        assertEquals(6, after.daysLeft(Instant.now()));
        assertEquals(CredentialFolder.certificates(ca().resolve("ca.pem")), before.trust().authorities());
        assertEquals(2, after.trust().authorities().size());
        assertTrue(after.expiry().isBefore(Instant.now().plus(Duration.ofDays(8))));
    }

    @Test
    void mistakes_are_reported_in_one_line() {
        assertEquals(ca() + " has a certificate authority already; gossip.sh keys issue --ca " + ca() + " uses it",
                run("init", "--ca", ca()).err());
        assertEquals(folder.resolve("none/ca.p12") + " does not exist; create it with gossip.sh keys init --ca "
                + folder.resolve("none"), run("issue", "--ca", folder.resolve("none"), "--role", "peer", "--host", "h",
                "--out", folder.resolve("x")).err());
        assertEquals(folder.resolve("none/ca.pem") + " does not exist", run("show", folder.resolve("none")).err());
        Output days = run("issue", "--ca", ca(), "--role", "peer", "--host", "h", "--out", "x", "--days", "0");
        assertEquals(2, days.code());
        assertTrue(days.err().startsWith("--days 0 is not 1..3650"), days::err);
        assertTrue(issue("king", "h", folder.resolve("x")).err().contains("'king'"));
        assertTrue(issue("peer", "a b", folder.resolve("x")).err().contains("host 'a b' is not a host name"));
        Output underscore = issue("peer", "a_b.example", folder.resolve("x"));
        assertEquals(1, underscore.code(), underscore::err);
        assertEquals(1, underscore.err().lines().count(), underscore::err);
        assertFalse(Files.exists(folder.resolve("x")));
    }
}
