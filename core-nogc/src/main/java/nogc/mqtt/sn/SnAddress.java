package nogc.mqtt.sn;

import nogc.hal.DatagramTransport;

/** The address of a node, as its transport writes it. */
final class SnAddress {
    final byte[] bytes = new byte[DatagramTransport.LONGEST_ADDRESS];
    int length;

    void set(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, bytes, 0, count);
        length = count;
    }

    boolean equals(byte[] other, int offset, int count) {
        if (count != length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (other[offset + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
