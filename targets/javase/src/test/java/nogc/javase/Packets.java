package nogc.javase;

import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.PacketTrace;
import nogc.mqtt.wire.PacketType;

/** Counts the packets of a client by their type. */
final class Packets extends PacketTrace {
    static final int PINGREQ = PacketType.PINGREQ;
    static final int PINGRESP = PacketType.PINGRESP;

    private final int[] sent = new int[16];
    private final int[] received = new int[16];
    /** The sizes of the PUBLISH packets we sent, as far as the trace sees them. */
    final List<Integer> publishSizes = new ArrayList<>();

    @Override
    public void packet(boolean ours, byte[] bytes, int offset, int length) {
        int type = bytes[offset] >> 4 & 15;
        (ours ? sent : received)[type]++;
        if (ours && type == PacketType.PUBLISH) {
            publishSizes.add(length);
        }
    }

    int sent(int type) {
        return sent[type];
    }

    int received(int type) {
        return received[type];
    }
}
