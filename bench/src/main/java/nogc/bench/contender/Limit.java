package nogc.bench.contender;

import nogc.bench.Packets;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The least that a copying encoder can do, and so nobody's codec: two bytes of fixed header, and one
 * {@code System.arraycopy} of everything behind them, which was encoded beforehand.
 */
@State(Scope.Thread)
public class Limit {
    private final byte[] out = new byte[2048];
    private final byte[] publish311 = Packets.publish311();
    private final byte[] sixteenPublish311 = Packets.sixteenPublish311();
    private final byte[] publish5 = Packets.publish5();
    private final byte[] connect311 = Packets.connect311();

    /** @return what the packets are copied to, from index 0 */
    public byte[] out() {
        return out;
    }

    /** @return number of bytes of PUBLISH of MQTT 3.1.1 */
    public int encodePublish311() {
        return copy(publish311, 0x32);
    }

    /** @return number of bytes of PUBLISH of MQTT 5.0 */
    public int encodePublish5() {
        return copy(publish5, 0x32);
    }

    /** @return number of bytes of CONNECT of MQTT 3.1.1 */
    public int encodeConnect311() {
        return copy(connect311, 0x10);
    }

    /** @return number of bytes of sixteen PUBLISH of MQTT 3.1.1, copied at once */
    public int copySixteenPublish311() {
        System.arraycopy(sixteenPublish311, 0, out, 0, sixteenPublish311.length);
        return sixteenPublish311.length;
    }

    private int copy(byte[] packet, int firstByte) {
        int remainingLength = packet.length - 2;
        out[0] = (byte) firstByte;
        out[1] = (byte) remainingLength;
        System.arraycopy(packet, 2, out, 2, remainingLength);
        return packet.length;
    }
}
