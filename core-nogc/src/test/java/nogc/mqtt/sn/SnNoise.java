package nogc.mqtt.sn;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** Datagrams that nobody means, which each client has to survive. */
final class SnNoise {
    private SnNoise() {
    }

    /** Whatever one octet or two are, and a body of one or two in either form of the length. */
    static void shortOnes(Consumer<byte[]> receiver) {
        for (int first = 0; first < 256; first++) {
            receiver.accept(new byte[] {(byte) first});
            for (int second = 0; second < 256; second++) {
                receiver.accept(new byte[] {(byte) first, (byte) second});
                receiver.accept(new byte[] {3, (byte) first, (byte) second});
                receiver.accept(new byte[] {4, (byte) first, (byte) second, 1});
                receiver.accept(new byte[] {1, 0, 4, (byte) first});
            }
        }
    }

    /** Every type with every body of zeros, ones and noise up to 12 octets. */
    static void everyType(Random random, Consumer<byte[]> receiver) {
        for (int type = 0; type < 256; type++) {
            for (int length = 2; length <= 14; length++) {
                for (int fill = 0; fill < 6; fill++) {
                    byte[] datagram = new byte[length];
                    if (fill == 1) {
                        Arrays.fill(datagram, (byte) 0xFF);
                    } else if (fill > 1) {
                        random.nextBytes(datagram);
                    }
                    datagram[0] = (byte) length;
                    datagram[1] = (byte) type;
                    receiver.accept(datagram);
                }
            }
        }
    }
}
