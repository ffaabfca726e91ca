package nogc.stm32.program;

import nogc.hal.net.SerialTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Result;
import nogc.mqtt.codec.ConnectEncoder;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;
import nogc.stm32.Chip;

/**
 * A connection without a client: codec and serial line, and a loop that the program writes itself. What
 * {@link nogc.mqtt.client.Client} adds is not there: session, queue, acknowledgements, limits of the server, resending,
 * and any order in trying again.
 */
final class CodecConnection {
    private static final int TIMEOUT = 10000;
    private static final int BUFFER = 256;

    final PacketEncoder encoder;
    final PacketDecoder decoder;
    final byte[] input = new byte[BUFFER];
    private final Chip chip;
    private final SerialTransport transport;
    private final ConnectEncoder connectEncoder;
    private final ConnectOptions options = new ConnectOptions();
    private int start;
    private int end;

    CodecConnection(Chip chip, Protocol protocol) {
        this.chip = chip;
        transport = new SerialTransport(chip, chip, 20);
        encoder = new PacketEncoder(protocol, BUFFER);
        decoder = new PacketDecoder(protocol, BUFFER, 0);
        connectEncoder = new ConnectEncoder(new Config(), protocol, encoder);
        options.clientId = chip.name();
    }

    /** CONNECT and its answer; false if it was refused or did not come. */
    boolean open() {
        encoder.clear();
        decoder.reset();
        start = 0;
        end = 0;
        int since = chip.millis();
        while (transport.open() == 0) {
            chip.idle(1);
        }
        chip.require(connectEncoder.encode(options, options.clientId, true));
        int event = flush() ? PacketDecoder.NEED_MORE : Result.NOT_CONNECTED;
        while (event == PacketDecoder.NEED_MORE && chip.millis() - since < TIMEOUT) {
            chip.idle(TIMEOUT);
            event = next();
        }
        boolean accepted = event == PacketType.CONNACK && decoder.packet().reasonCode() == 0;
        if (accepted) {
            take();
        }
        return accepted;
    }

    /** Writes what the encoder holds; false if the line is stuck. */
    boolean flush() {
        while (encoder.length() > 0) {
            int count = transport.write(encoder.buffer(), encoder.start(), encoder.length());
            if (count <= 0) {
                return false;
            }
            encoder.written(count);
        }
        return true;
    }

    /** The next event of the decoder, reading once if there is none yet; behind it, {@link #take}. */
    int next() {
        int event = decoder.decode(input, start, end);
        if (event != PacketDecoder.NEED_MORE) {
            return event;
        }
        System.arraycopy(input, start, input, 0, end - start);
        end -= start;
        start = 0;
        int count = transport.read(input, end, BUFFER - end);
        if (count < 0) {
            return count;
        }
        end += count;
        return decoder.decode(input, start, end);
    }

    void take() {
        start = decoder.consume();
    }
}
