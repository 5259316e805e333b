package gossip.protocol;

import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Members;
import gossip.protocol.Message.Register;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The part of the {@link Codec} for registrations and lists of members. Stateless and thread-safe. */
final class MembershipCodec {

    private MembershipCodec() {}

    static Message decode(String verb, FieldReader in) throws ProtocolException {
        return switch (verb) {
            case "REGISTER" -> register(in);
            case "LIST" -> new MemberList(Codec.count(in, "total"), Codec.count(in, "listed"),
                    in.hasMore() ? OptionalInt.of(Codec.count(in, "unlinked")) : OptionalInt.empty());
            case "MEMBER" -> {
                PeerId peer = in.peer("peer");
                yield new Member(peer, Codec.count(in, "degree"), Identity.readStart(peer, in),
                        in.hasMore() ? in.name("name") : "", readPublished(in));
            }
            case "MEMBERS" -> !in.hasMore() ? new Members(Optional.empty(), Integer.MAX_VALUE)
                    : in.isAtNumber() ? new Members(Optional.empty(), (int) in.number("most", 0, Integer.MAX_VALUE))
                    : new Members(Optional.of(in.address("address")), Integer.MAX_VALUE);
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private static Register register(FieldReader in) throws ProtocolException {
        PeerId peer = in.peer("peer");
        int degree = Codec.count(in, "degree");
        Duration lease = in.hasMore()
                ? Duration.ofMillis(in.number("lease", 1, Register.MAX_LEASE.toMillis())) : Register.DEFAULT_LEASE;
        int most = in.hasMore() ? Codec.count(in, "most") : Codec.MAX_COUNT;
        return new Register(Identity.read(peer, in), degree, lease, most, readPublished(in));
    }

    private static long readPublished(FieldReader in) throws ProtocolException {
        return in.hasMore() ? in.number("published", 0, Long.MAX_VALUE) : -1;
    }

    static void encode(Register register, LineBuffer out) {
        out.ascii("REGISTER ").peer(register.peer()).space().number(register.degree()).space()
                .number(register.lease().toMillis()).space().number(register.most());
        register.identity().write(out);
        if (register.published() >= 0) {
            out.ascii(register.identity().signed() ? "" : " -").space().number(register.published());
        }
    }

    static void encode(MemberList list, LineBuffer out) {
        out.ascii("LIST ").number(list.total()).space().number(list.listed());
        list.unlinked().ifPresent(unlinked -> out.space().number(unlinked));
    }

    static void encode(Member member, LineBuffer out) {
        out.ascii("MEMBER ").peer(member.peer()).space().number(member.degree()).space().number(member.start())
                .space().name(member.name());
        if (member.published() >= 0) {
            out.space().number(member.published());
        }
    }

    static void encode(Members request, LineBuffer out) {
        out.ascii("MEMBERS");
        request.address().ifPresent(address -> out.space().address(address));
        if (request.most() < Integer.MAX_VALUE) {
            out.space().number(request.most());
        }
    }
}
