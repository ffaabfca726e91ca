package nogc.mqtt.client;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.PacketTrace;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.session.ClientPackets;
import nogc.mqtt.session.Link;
import nogc.mqtt.session.Offer;
import nogc.mqtt.session.ServerPackets;
import nogc.mqtt.session.Session;
import nogc.mqtt.wire.PacketType;

/**
 * The client without input and output: takes bytes and a time, and tells which bytes to write, whether it wants input
 * and when it wants to be called again. No thread, clock or socket is inside, so a test runs it in virtual time and
 * {@link Client} over any transport.
 * <pre>
 *   at(now), then read as below, then at(now), step()
 *   link().wantsOpen()    ─▶ open the transport, then opened() or lost(code)
 *   inputSpace() &gt; 0      ─▶ put bytes at input()[inputOffset()], then received(count), in any case, if only with 0
 *   output() &gt; 0          ─▶ write bytes from outputBuffer()[outputOffset()], then written(count)
 *   link().wantsClose()   ─▶ close the transport, then link().closed()
 *   sleep for remaining() or until input
 * </pre>
 * {@link #at} alone takes the time, and judges nothing by it: whoever has called something that may take long, such as
 * a read, an open or a write, says it again ahead of what came of that. {@link #step} alone judges, once a turn and
 * behind the read: what came in time counts, however late we look. Were both one call, a write that took longer than a
 * deadline would end a connection whose answer is there already.
 *
 * <p>Every method is bounded by the buffers and slots, and none allocates.
 */
public final class Engine {
    /** How often a payload source that gave nothing, or a busy store, is asked again, in milliseconds. */
    private static final int STALLED = 10;

    private final Session session;
    private final Link link;
    private final ServerPackets serverPackets;
    private final ClientPackets clientPackets;
    private final PacketDecoder decoder;
    private final PacketEncoder encoder;
    private final PacketTrace trace;
    private final byte[] input;

    // valid for connection
    private int start;
    private int end;
    /** The session refused the next event of the input: it is offered again, and nothing is read before it is taken. */
    private boolean refused;
    /** How much the session owed then: it takes the event once it owes less. */
    private int owed;

    /**
     * Allocates all memory of a client.
     *
     * @param config sizes and options
     * @param protocol {@code new Mqtt311()} or {@code new Mqtt5()}
     * @param entropy for jitter and client identifiers
     * @param listener the application
     * @throws IllegalArgumentException if the configuration is out of range, with a message that says what to change
     */
    public Engine(Config config, Protocol protocol, Entropy entropy, Listener listener) {
        String problem = config.problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        decoder = new PacketDecoder(protocol, config.receiveBuffer, config.maximumPacketSize, config.inboundSlots > 0);
        encoder = new PacketEncoder(protocol, config.transmitBuffer);
        session = new Session(config, protocol, decoder, encoder, entropy, listener);
        link = session.link();
        serverPackets = session.serverPackets();
        clientPackets = session.clientPackets();
        input = new byte[config.receiveBuffer];
        trace = config.trace;
    }

    /** @return what the application calls, and its parts */
    public Session session() {
        return session;
    }

    /** @return the life of the link */
    public Link link() {
        return link;
    }

    /**
     * Says what time it is, and no more.
     *
     * @param time milliseconds, wrapping
     */
    public void at(int time) {
        link.at(time);
    }

    /** Does what is due: attempts, deadlines, expiry. */
    public void step() {
        session.tick(!refused, isMidPacket());
    }

    private boolean isMidPacket() {
        return !refused && (start < end || decoder.isMidPacket());
    }

    /** The transport is open. */
    public void opened() {
        start = 0;
        end = 0;
        refused = false;
        decoder.reset();
        session.connection().opened();
    }

    /**
     * The transport failed, while opening or later.
     *
     * @param cause its code
     */
    public void lost(int cause) {
        session.connection().lost(cause);
    }

    /** @return the array to put received bytes into */
    public byte[] input() {
        return input;
    }

    /** @return index of the first free byte; behind our DISCONNECT 0, over what nobody will look at */
    public int inputOffset() {
        return link.isOpen() ? end : 0;
    }

    /** @return how many bytes may be put there; 0 while nothing is to be read */
    public int inputSpace() {
        if (!link.isOpen()) { // nobody looks at what comes behind our DISCONNECT
            return link.mayRead() ? input.length : 0;
        }
        return refused ? 0 : input.length - end;
    }

    /**
     * Bytes were put into the input: takes its packets, until it is empty, the listener waits, or the connection ends.
     *
     * @param count how many, 0 for none: then what is there is offered again
     */
    public void received(int count) {
        if (count > 0) {
            serverPackets.received(count);
            end += link.isOpen() ? count : 0;
        }
        if (serverPackets.isWaiting()) {
            return;
        }
        boolean again = refused;
        refused = false;
        while (!refused && link.isOpen() && !serverPackets.isWaiting()) {
            int result;
            if (serverPackets.isEnding()) {
                result = serverPackets.endMessage(input);
            } else {
                int event = decoder.decode(input, start, end);
                if (event == PacketDecoder.NEED_MORE) {
                    break;
                }
                if (event > 0 && !again) {
                    see(event);
                }
                result = event < 0 ? event : serverPackets.handle(event, input);
                if (result == Offer.TAKEN) {
                    start = decoder.consume();
                }
            }
            again = false;
            if (result < 0) {
                session.connection().fail(result);
            } else if (result == Offer.NOT_NOW) {
                refused = true;
                owed = serverPackets.isWaiting() ? Integer.MAX_VALUE : serverPackets.owed();
            }
        }
        if (start > 0) {
            System.arraycopy(input, start, input, 0, end - start);
            end -= start;
            start = 0;
        }
    }

    /** Counts and traces a packet, once, however often its event is offered; of one in pieces, the first. */
    private void see(int event) {
        if (event <= PacketType.AUTH || decoder.passesOver() && !decoder.isMidPacket()) {
            session.metrics().packetsReceived++;
            if (trace != null) {
                trace.packet(false, input, start, Math.min(decoder.packet().packetLength(), end - start));
            }
        }
    }

    /**
     * Commits the store and encodes what may be written.
     *
     * @return how many bytes are to be written
     */
    public int output() {
        return clientPackets.fill();
    }

    /** @return the array that holds them */
    public byte[] outputBuffer() {
        return encoder.buffer();
    }

    /** @return index of the first of them */
    public int outputOffset() {
        return encoder.start();
    }

    /**
     * The transport took bytes.
     *
     * @param count how many, possibly 0
     */
    public void written(int count) {
        if (count > 0) {
            clientPackets.sent(count);
        }
    }

    /** @return whether bytes wait that the transport did not take */
    public boolean wantsOutput() {
        return encoder.length() > 0 && !clientPackets.isHeld();
    }

    /** @return milliseconds until the engine wants to be called again, 0 for at once */
    public int remaining() {
        if (link.wantsClose() || clientPackets.isDue()) {
            return 0;
        }
        int remaining = session.remaining(isMidPacket());
        if (link.isOpen()) {
            if (encoder.length() == 0 && clientPackets.hasMore()) {
                return 0;
            }
            if (refused && !serverPackets.isWaiting() && serverPackets.owed() < owed) {
                return 0;
            }
        }
        return clientPackets.isStalled() || clientPackets.isStoreBusy() ? Math.min(remaining, STALLED) : remaining;
    }
}
