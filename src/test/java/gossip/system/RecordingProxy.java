package gossip.system;

import gossip.protocol.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A proxy for one connection that records the bytes of both directions. */
final class RecordingProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    /** Guarded by itself. */
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

    RecordingProxy(Address target) throws IOException {
        Thread.startVirtualThread(() -> {
            try (Socket client = server.accept(); Socket node = new Socket(target.host(), target.port())) {
                Thread back = Thread.startVirtualThread(() -> copy(node, client));
                copy(client, node);
                back.join();
            } catch (IOException e) {
                // The test has closed the proxy.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            for (int n = from.getInputStream().read(buffer); n >= 0; n = from.getInputStream().read(buffer)) {
                synchronized (recorded) {
                    recorded.write(buffer, 0, n);
                }
                to.getOutputStream().write(buffer, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the ends has closed the connection.
            return;
        }
    }

    Address address() {
        return new Address("127.0.0.1", server.getLocalPort());
    }

    byte[] recorded() {
        synchronized (recorded) {
            return recorded.toByteArray();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
