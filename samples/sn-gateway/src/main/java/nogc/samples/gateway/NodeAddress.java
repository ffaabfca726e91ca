package nogc.samples.gateway;

import java.util.Arrays;

/**
 * Where a node is: its link, its address there, and behind a forwarder also its address in the wireless network.
 *
 * @param link that its datagrams come by
 * @param address as the link's transport writes it; empty on a serial line
 * @param node in the wireless network, or null without a forwarder
 */
record NodeAddress(Link link, byte[] address, byte[] node) {
    @Override
    public boolean equals(Object other) {
        return other instanceof NodeAddress that && link == that.link && Arrays.equals(address, that.address)
                && Arrays.equals(node, that.node);
    }

    @Override
    public int hashCode() {
        return (link.name().hashCode() * 31 + Arrays.hashCode(address)) * 31 + Arrays.hashCode(node);
    }

    /** For the operator: {@code udp 192.168.0.7:4711}, {@code /dev/ttyUSB0 behind a forwarder as 00:2a}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(link.name());
        if (address.length == 6) {
            text.append(' ');
            for (int i = 0; i < 4; i++) {
                text.append(i == 0 ? "" : ".").append(address[i] & 0xFF);
            }
            text.append(':').append((address[4] & 0xFF) << 8 | address[5] & 0xFF);
        } else if (address.length > 0) {
            text.append(' ').append(hex(address));
        }
        return node == null ? text.toString() : text.append(" behind a forwarder as ").append(hex(node)).toString();
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(text.isEmpty() ? "" : ":").append(String.format("%02x", b));
        }
        return text.toString();
    }
}
