package gossip.net;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A scripted node on a free port of the loopback, and the faults its host tells. */
final class RunningNode implements AutoCloseable {

    private static final SharedResources COMMONS = new SharedResources();
    private final BlockingQueue<String> faults = new LinkedBlockingQueue<>();
    private final Acceptor acceptor;
    private final SocketHost<ScriptedNode> host;
    private final ScriptedNode node;

    RunningNode() throws IOException, InterruptedException {
        acceptor = Acceptor.bind("127.0.0.1", 0);
        host = SocketHost.start(acceptor, COMMONS, (doing, cause) -> faults.add(doing + ": " + cause), ScriptedNode::new);
        node = host.call(running -> running);
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

    BlockingQueue<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        host.close();
    }
}
