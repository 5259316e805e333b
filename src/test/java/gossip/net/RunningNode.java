package gossip.net;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A scripted node on a free port of the loopback interface, and the errors that its host reports. */
final class RunningNode implements AutoCloseable {

    private static final SharedResources RESOURCES = new SharedResources();
    private final BlockingQueue<String> errors = new LinkedBlockingQueue<>();
    private final Acceptor acceptor;
    private final SocketHost<ScriptedNode> host;
    private final ScriptedNode node;

    RunningNode() throws IOException, InterruptedException {
        this(RESOURCES);
    }

    RunningNode(SharedResources resources) throws IOException, InterruptedException {
        acceptor = Acceptor.bind("127.0.0.1", 0);
        host = SocketHost.start(acceptor, resources, new ErrorHandler() {
            @Override
            public void connectionFailed(String activity, Throwable cause) {
                errors.add(activity + ": " + cause);
            }

            @Override
            public void nodeFailed(String activity, Throwable cause) {
                errors.add("node failed, " + activity + ": " + cause);
            }
        }, ScriptedNode::new);
        node = host.call(scripted -> scripted);
        node.expect("start");
    }

    ScriptedNode node() {
        return node;
    }

    SocketHost<ScriptedNode> host() {
        return host;
    }

    int port() {
        return acceptor.port();
    }

    BlockingQueue<String> errors() {
        return errors;
    }

    @Override
    public void close() {
        host.close();
    }
}
