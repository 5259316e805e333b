package gossip.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends and reads lines over a socket, like nc. It waits at most 5 s for a line. */
final class TcpClient implements AutoCloseable {

    private static final int DEADLINE_MILLIS = 5000;

    private final Socket socket;
    private final BufferedReader in;

    TcpClient(int port) throws IOException {
        this(port, 0);
    }

    /** @param window size of the receive buffer, in bytes, or 0 for the default */
    TcpClient(int port, int window) throws IOException {
        socket = new Socket();
        if (window > 0) {
            socket.setReceiveBufferSize(window);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEADLINE_MILLIS);
        socket.setSoTimeout(DEADLINE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void send(String lines) throws IOException {
        socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
    }

    String read() throws IOException {
        return in.readLine();
    }

    void expect(String line) throws IOException {
        assertEquals(line, read());
    }

    /** Expects that the other side has closed the connection. */
    void expectEnd() throws IOException {
        assertEquals(null, read());
    }

    /** Returns whether the connection ends or is reset, which depends on what was in flight. */
    boolean isClosed() {
        try {
            return read() == null;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Sends FIN and continues to read. */
    void closeHalf() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes the connection with a reset instead of FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
