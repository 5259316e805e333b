package gossip.peer.registration;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.PeerId;
import java.util.List;

/**
 * The departure of a peer. LEAVE is sent to all seeds. A REGISTER in flight may arrive after the LEAVE and register the
 * peer again. So LEAVE is sent a second time once no REGISTER is in flight.
 */
final class Departure {

    private final Environment environment;
    private final List<Address> seeds;
    /** REGISTER requests in flight; a round of several seeds counts as one. */
    private int pendingRequests;
    private Runnable whenNonePending = () -> { };

    Departure(Environment environment, List<Address> seeds) {
        this.environment = environment;
        this.seeds = seeds;
    }

    void requestsStarted(int count) {
        pendingRequests += count;
    }

    void requestEnded() {
        pendingRequests--;
        if (pendingRequests == 0) {
            whenNonePending.run();
        }
    }

    /** @param whenDone called once each seed has answered the last LEAVE or failed */
    void leave(PeerId self, Runnable whenDone) {
        if (pendingRequests == 0) {
            send(self, whenDone);
        } else {
            send(self, () -> { });
            whenNonePending = () -> send(self, whenDone);
        }
    }

    private void send(PeerId self, Runnable whenDone) {
        int[] pending = {seeds.size()};
        seeds.forEach(seed -> Request.send(
                environment, seed, new Message.Leave(self), RegistrationRound.TIMEOUT, whenEnded(() -> {
                    pending[0]--;
                    if (pending[0] == 0) {
                        whenDone.run();
                    }
                })));
    }

    /** Returns a callback that runs the task at the end of a request, whether it succeeds or not. */
    static Request.Callback whenEnded(Runnable task) {
        return new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                task.run();
                return true;
            }

            @Override
            public void onFailure(String reason) {
                task.run();
            }
        };
    }
}
