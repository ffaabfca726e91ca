package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import nogc.bench.contender.HiveMq;
import nogc.bench.contender.Limit;
import nogc.bench.contender.Netty;
import nogc.bench.contender.Ours;
import nogc.bench.contender.Paho3;
import nogc.bench.contender.Paho5;
import nogc.mqtt.codec.PacketEncoder;
import org.junit.jupiter.api.Test;

/** What the encoding benchmarks measure is the encoding of the same packet, by every contender, every time. */
class EncodersTest {
    private final Limit limit = new Limit();
    private final Ours ours = new Ours();
    private final Netty netty = new Netty();
    private final HiveMq hivemq = new HiveMq();
    private final Paho3 paho3 = new Paho3();
    private final Paho5 paho5 = new Paho5();

    @Test
    void thePacketsPutTogetherByHandAreWhatNettyReads() {
        Decoded.assertPublish311(Packets.publish311());
        Decoded.assertPublish5(Packets.publish5());
        Decoded.assertConnect311(Packets.connect311());
    }

    @Test
    void everyContenderEncodesTheSamePublish311() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(Packets.publish311(), first(limit.out(), limit.encodePublish311()), "limit");
            assertArrayEquals(Packets.publish311(), ours(ours.encoder311(), ours.encodePublish311()), "ours");
            assertArrayEquals(Packets.publish311(), bytes(netty.encodePublish311()), "Netty");
            assertArrayEquals(Packets.publish311(), bytes(hivemq.encodePublish311()), "HiveMQ");
            assertArrayEquals(Packets.publish311(), first(paho3.out(), paho3.encodePublish311()), "Paho");
        }
    }

    @Test
    void everyContenderEncodesTheSamePublish5InItsOrderOfProperties() throws Exception {
        for (int i = 0; i < 3; i++) {
            Decoded.assertPublish5(first(limit.out(), limit.encodePublish5()));
            Decoded.assertPublish5(ours(ours.encoder5(), ours.encodePublish5()));
            Decoded.assertPublish5(bytes(netty.encodePublish5()));
            Decoded.assertPublish5(bytes(hivemq.encodePublish5()));
            Decoded.assertPublish5(first(paho5.out(), paho5.encodePublish5()));
        }
    }

    @Test
    void everyContenderEncodesTheSameConnect311() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(Packets.connect311(), first(limit.out(), limit.encodeConnect311()), "limit");
            assertArrayEquals(Packets.connect311(), ours(ours.encoder311(), ours.encodeConnect311()), "ours");
            assertArrayEquals(Packets.connect311(), bytes(netty.encodeConnect311()), "Netty");
            assertArrayEquals(Packets.connect311(), bytes(hivemq.encodeConnect311()), "HiveMQ");
            assertArrayEquals(Packets.connect311(), first(paho3.out(), paho3.encodeConnect311()), "Paho");
        }
    }

    private static byte[] ours(PacketEncoder encoder, int length) {
        return Arrays.copyOfRange(encoder.buffer(), encoder.start(), encoder.start() + length);
    }

    private static byte[] first(byte[] buffer, int length) {
        return Arrays.copyOf(buffer, length);
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        buffer.release();
        return bytes;
    }
}
