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

/** The other end of a connection, as a person with nc would have it. Waits some seconds for a line, then gives up. */
final class TcpClient implements AutoCloseable {

    private static final int DEADLINE_MILLIS = 5000;

    private final Socket socket;
    private final BufferedReader in;

    TcpClient(int port) throws IOException {
        this(port, 0);
    }

    /** @param window how little it takes in ahead of reading, in bytes; 0 for the usual */
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

    /** The other side has closed after its last line. */
    void expectEnd() throws IOException {
        assertEquals(null, read());
    }

    /** What a closed socket gives: an end, or a reset, if something was on its way. */
    boolean isCutOff() {
        try {
            return read() == null;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Says nothing more and goes on listening. */
    void closeHalf() throws IOException {
        socket.shutdownOutput();
    }

    /** Sends a reset instead of an end. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
