package nogc.stm32.program;

import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.PacketView;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.PacketType;
import nogc.stm32.Chip;
import nogc.stm32.Literal;

/**
 * Program B of the size table on the codec alone: subscribes {@code nogc/b/in} at QoS 1 and publishes what comes there
 * to {@code nogc/b/out} at QoS 1, one message under way at a time; another one meanwhile gets no answer. Pings, and
 * connects again a second after a failure; what was under way then is lost. {@link Echo} is the same with the client.
 */
final class EchoByCodec {
    private static final int PING_AFTER = 45000; // of the 60 s that CONNECT announces
    private static final int GIVE_UP_AFTER = 60000;

    private final Chip chip = new Chip();
    private final CodecConnection connection;
    private final byte[] out = Literal.bytes("nogc/b/out");
    private final byte[] subscription;
    private int packetId = 1;
    private int awaited;

    private EchoByCodec(Protocol protocol) {
        connection = new CodecConnection(chip, protocol);
        byte[] filter = Literal.bytes("nogc/b/in");
        subscription = new byte[2 + filter.length + 1];
        BigEndian.putU16(subscription, 0, filter.length);
        System.arraycopy(filter, 0, subscription, 2, filter.length);
        subscription[2 + filter.length] = 1; // QoS
    }

    static void run(Protocol protocol) {
        EchoByCodec echo = new EchoByCodec(protocol);
        for (;;) {
            if (echo.connection.open()) {
                echo.serve();
            }
            int since = echo.chip.millis();
            while (echo.chip.millis() - since < 1000) {
                echo.chip.idle(1000);
            }
        }
    }

    /** Until the connection breaks, or the server is silent for too long. */
    private void serve() {
        chip.require(connection.encoder.subscribe(packetId, out, 0, 0, subscription, 0, subscription.length));
        awaited = 0;
        int sent = chip.millis();
        int heard = sent;
        while (chip.millis() - heard < GIVE_UP_AFTER) {
            if (connection.encoder.length() > 0) {
                sent = chip.millis();
            } else if (chip.millis() - sent >= PING_AFTER) {
                chip.require(connection.encoder.pingreq());
                continue;
            }
            int event = connection.flush() ? connection.next() : -1;
            if (event < 0 || event == PacketType.DISCONNECT) {
                return;
            }
            if (event == PacketDecoder.NEED_MORE) {
                chip.idle(1000);
            } else {
                heard = chip.millis();
                answer(event);
                connection.take();
            }
        }
    }

    private void answer(int event) {
        PacketView packet = connection.decoder.packet();
        if (event == PacketType.PUBACK && packet.packetId() == awaited) {
            awaited = 0;
        } else if (event == PacketType.PUBLISH) {
            if (packet.qos() == 1) {
                chip.require(connection.encoder.acknowledge(PacketType.PUBACK, packet.packetId(), 0));
            }
            if (packet.isComplete() && awaited == 0) {
                publish(packet.payloadOffset(), packet.payloadLength());
            }
        }
    }

    private void publish(int offset, int length) {
        PacketEncoder encoder = connection.encoder;
        if (encoder.publishPacketSize(out.length, 0, 0, 1, length) > encoder.room()) {
            return;
        }
        packetId = packetId == 0xffff ? 1 : packetId + 1;
        awaited = packetId;
        chip.require(encoder.publish(1, false, false, packetId, out, 0, out.length, out, 0, 0, 0, length));
        chip.require(encoder.payload(connection.input, offset, length));
    }
}
