package gossip.node;

import gossip.identity.Role;
import gossip.protocol.Codec;
import gossip.protocol.Message.Dead;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Members;
import gossip.protocol.Message.Publish;
import gossip.protocol.Message.Register;
import gossip.protocol.Message.Watch;
import gossip.protocol.Message;
import java.util.Optional;

/**
 * The rules about who may send which message, if the links are authenticated.
 *
 * <pre>
 * REGISTER, LEAVE, HELLO     a peer whose certificate names the host of the address that the message claims
 * DEAD                       a peer whose certificate names the host of the reporter
 * PUBLISH, WATCH             an operator
 * all other messages         every valid certificate
 * </pre>
 */
public final class Authorization {

    private Authorization() {}

    /** Returns why the message of the other end is refused, or empty if it is allowed. */
    public static Optional<String> refusal(LinkIdentity sender, Message message) {
        Optional<String> reason = switch (message) {
            case Register register -> sender.refusal(Role.PEER, register.peer().address());
            case Leave leave -> sender.refusal(Role.PEER, leave.peer().address());
            case Hello hello -> sender.refusal(Role.PEER, hello.peer().address());
            case Dead report -> report.reporter().map(reporter -> sender.refusal(Role.PEER, reporter))
                    .orElseGet(() -> sender.refusal(Role.PEER));
            case Publish publish -> sender.refusal(Role.OPERATOR);
            case Watch watch -> sender.refusal(Role.OPERATOR);
            default -> Optional.empty();
        };
        return reason.map(text -> Codec.verb(message) + ": " + text);
    }

    /** Returns the role of the node that answers a request. */
    static Role answering(Message request) {
        return switch (request) {
            case Register register -> Role.SEED;
            case Leave leave -> Role.SEED;
            case Dead report -> Role.SEED;
            case Members members -> Role.SEED;
            default -> Role.PEER;
        };
    }
}
