package gossip.eventlog;

import ch.qos.logback.core.encoder.EncoderBase;

/** Tells logback's appenders to write lines as they are: those that they are given here are bytes already. */
final class RawBytesEncoder extends EncoderBase<byte[]> {

    private static final byte[] NOTHING = {};

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(byte[] lines) {
        return lines;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
