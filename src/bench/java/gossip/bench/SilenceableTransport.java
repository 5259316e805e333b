package gossip.bench;

import io.scalecube.cluster.transport.api.Message;
import io.scalecube.cluster.transport.api.Transport;
import io.scalecube.cluster.transport.api.TransportConfig;
import io.scalecube.cluster.transport.api.TransportFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A ScaleCube transport on loopback that can stop sending and receiving while its sockets stay open. */
record SilenceableTransport(Transport delegate, AtomicBoolean silenced) implements Transport {

    /** A factory for the one transport of one cluster node. */
    record Factory(TransportFactory delegate, AtomicReference<SilenceableTransport> last) implements TransportFactory {

        Factory(TransportFactory real) {
            this(real, new AtomicReference<>());
        }

        @Override
        public Transport createTransport(TransportConfig config) {
            SilenceableTransport transport =
                    new SilenceableTransport(delegate.createTransport(config), new AtomicBoolean());
            last.set(transport);
            return transport;
        }

        SilenceableTransport created() {
            return last.get();
        }
    }

    void silence() {
        silenced.set(true);
    }

    /** Returns the loopback address. ScaleCube would choose the first network interface. */
    @Override
    public String address() {
        return delegate.address().replaceFirst("^.*:", "127.0.0.1:");
    }

    @Override
    public Mono<Transport> start() {
        return delegate.start().map(started -> this);
    }

    @Override
    public Mono<Void> stop() {
        return delegate.stop();
    }

    @Override
    public boolean isStopped() {
        return delegate.isStopped();
    }

    @Override
    public Mono<Void> send(String address, Message message) {
        return Mono.defer(() -> silenced.get() ? Mono.never() : delegate.send(address, message));
    }

    @Override
    public Mono<Message> requestResponse(String address, Message request) {
        return Mono.defer(() -> silenced.get() ? Mono.never() : delegate.requestResponse(address, request));
    }

    @Override
    public Flux<Message> listen() {
        return delegate.listen().filter(message -> !silenced.get());
    }
}
