package gossip.bench;

import io.scalecube.cluster.transport.api.Message;
import io.scalecube.cluster.transport.api.Transport;
import io.scalecube.cluster.transport.api.TransportConfig;
import io.scalecube.cluster.transport.api.TransportFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A ScaleCube transport on loopback that can be made deaf and dumb, its sockets staying as they are. */
record FailingTransport(Transport real, AtomicBoolean fallen) implements Transport {

    /** For one cluster node, and so for one transport. */
    record Factory(TransportFactory real, AtomicReference<FailingTransport> last) implements TransportFactory {

        Factory(TransportFactory real) {
            this(real, new AtomicReference<>());
        }

        @Override
        public Transport createTransport(TransportConfig config) {
            FailingTransport transport = new FailingTransport(real.createTransport(config), new AtomicBoolean());
            last.set(transport);
            return transport;
        }

        FailingTransport created() {
            return last.get();
        }
    }

    void fall() {
        fallen.set(true);
    }

    /** Not the address of whatever interface comes first. */
    @Override
    public String address() {
        return real.address().replaceFirst("^.*:", "127.0.0.1:");
    }

    @Override
    public Mono<Transport> start() {
        return real.start().map(started -> this);
    }

    @Override
    public Mono<Void> stop() {
        return real.stop();
    }

    @Override
    public boolean isStopped() {
        return real.isStopped();
    }

    @Override
    public Mono<Void> send(String address, Message message) {
        return Mono.defer(() -> fallen.get() ? Mono.never() : real.send(address, message));
    }

    @Override
    public Mono<Message> requestResponse(String address, Message request) {
        return Mono.defer(() -> fallen.get() ? Mono.never() : real.requestResponse(address, request));
    }

    @Override
    public Flux<Message> listen() {
        return real.listen().filter(message -> !fallen.get());
    }
}
