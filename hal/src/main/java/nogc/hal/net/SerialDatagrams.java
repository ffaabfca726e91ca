package nogc.hal.net;

import nogc.hal.DatagramTransport;
import nogc.hal.Transport;
import nogc.hal.Uart;

/**
 * Datagrams over a serial line or a transparent radio to the one other end, such as the serial side of a gateway. Bytes
 * that the line loses, changes or invents cost the datagrams that they hit and no other: each stands in a frame of its
 * own, which nothing inside can end, and is dropped unless its sum agrees.
 * <pre>
 *   00 │ COBS( datagram │ CRC-32, high byte first ) │ 00
 * </pre>
 * COBS (Cheshire and Baker, 1997) writes each run up to a zero, at most 254 bytes, as its length plus one and the run
 * without the zero, so that 00 means the end of a frame alone; it adds 1 byte to 254. The 00 in front ends what noise
 * has left behind. The sum is the one of Ethernet and zip: one of 16 bits would let pass, on a line with noise, one of
 * 65,536 damaged datagrams, and a message that comes exactly once would not.
 *
 * <p>Blocks as long as the {@link Uart} does; memory is twice the longest datagram and a few bytes; allocates nothing
 * after construction.
 */
public final class SerialDatagrams implements DatagramTransport {
    private static final int CRC = 4;
    /** The longest run of COBS, and the code in front of one that no zero ends. */
    private static final int RUN = 254;
    private static final int FULL_RUN = RUN + 1;

    private final Uart line;
    private final int longest;
    /** The frame that is being sent, from {@link #written} to {@link #outLength}. */
    private final byte[] out;
    private int written;
    private int outLength;
    /**
     * The frame that is being received, decoded up to {@link #inLength}; behind it, from {@link #rawAt} to
     * {@link #rawEnd}, bytes that the line gave and that are not looked at yet: decoding never needs more room than it
     * leaves.
     */
    private final byte[] in;
    private int inLength;
    private int rawAt;
    private int rawEnd;
    /** Bytes that are left of the run. */
    private int left;
    /** A zero stands behind this run, unless the frame ends there. */
    private boolean zero;
    /** The frame cannot become a datagram any more. */
    private boolean broken;
    private int damaged;

    /**
     * A transport that is closed.
     *
     * @param line to the other end
     * @param longest bytes of the longest datagram, 1 to 65,535; the other end must take as much
     * @throws IllegalArgumentException if that is out of range
     */
    public SerialDatagrams(Uart line, int longest) {
        if (longest < 1 || longest > 65535) {
            throw new IllegalArgumentException("longest must be 1 to 65535 bytes");
        }
        this.line = line;
        this.longest = longest;
        int whole = longest + CRC;
        out = new byte[whole + whole / RUN + 1 + 2];
        in = new byte[whole + 1]; // and the 00 at the end, or the byte that makes it too long
    }

    @Override
    public int open() {
        return 1;
    }

    @Override
    public int longest() {
        return longest;
    }

    /** Takes a datagram as soon as the line has taken the one before. The one destination has the empty address. */
    @Override
    public int send(byte[] address, int addressOffset, int addressLength, byte[] buffer, int offset, int length) {
        if (addressLength != 0) {
            return Transport.UNSUPPORTED;
        }
        if (length > longest) {
            return TOO_LONG;
        }
        if (pending() > 0 && flush() > 0) {
            return 0;
        }
        encode(buffer, offset, length);
        flush();
        return length;
    }

    /** All is one: the other end, whatever the radius. */
    @Override
    public int broadcast(int radius, byte[] buffer, int offset, int length) {
        return send(null, 0, 0, buffer, offset, length);
    }

    private void encode(byte[] buffer, int offset, int length) {
        int crc = crc(buffer, offset, length);
        out[0] = 0;
        int code = 1; // where the length of the run goes
        int at = 2;
        for (int i = 0; i < length + CRC; i++) {
            int value = i < length ? buffer[offset + i] : crc >> 8 * (length + CRC - 1 - i);
            if (at - code == FULL_RUN) {
                out[code] = (byte) FULL_RUN;
                code = at;
                at++;
            }
            if ((value & 0xFF) == 0) {
                out[code] = (byte) (at - code);
                code = at;
            } else {
                out[at] = (byte) value;
            }
            at++;
        }
        out[code] = (byte) (at - code);
        out[at] = 0;
        written = 0;
        outLength = at + 1;
    }

    private static int crc(byte[] b, int offset, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            crc ^= b[offset + i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xEDB88320;
            }
        }
        return ~crc;
    }

    /**
     * Hands to the line what it did not take at once; {@link #send} and {@link #receive} do so, too. Whoever sleeps
     * longer over a line that takes few bytes at a time calls it again until it answers 0.
     *
     * @return bytes of a datagram that the line has not taken yet
     */
    public int flush() {
        int count = pending() == 0 ? 0 : line.write(out, written, outLength - written);
        while (count > 0 && count < outLength - written) {
            written += count;
            count = line.write(out, written, outLength - written);
        }
        written += count;
        return pending();
    }

    private int pending() {
        return outLength - written;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length) {
        if (pending() > 0) {
            flush();
        }
        for (;;) {
            if (rawAt == rawEnd && !read()) {
                return 0;
            }
            int value = in[rawAt] & 0xFF;
            rawAt++;
            if (value != 0) {
                decode(value);
                continue;
            }
            int count = end();
            if (count > length) {
                return TOO_LONG;
            }
            if (count > 0) {
                System.arraycopy(in, 0, buffer, offset, count);
                return count;
            }
        }
    }

    /** Takes what the line has, behind what is decoded; false for nothing. */
    private boolean read() {
        if (inLength == in.length) {
            broken = true; // too long to become a datagram: its bytes are passed over
            inLength = 0;
        }
        rawAt = inLength;
        rawEnd = rawAt;
        int count = line.read(in, rawAt, in.length - rawAt);
        if (count > 0) {
            rawEnd += count;
        }
        return count > 0;
    }

    private void decode(int value) {
        if (left > 0) {
            left--;
            put(value);
            return;
        }
        if (zero) {
            put(0);
        }
        left = value - 1;
        zero = value != FULL_RUN;
    }

    private void put(int value) {
        in[inLength] = (byte) value; // behind the byte that it was decoded from, or in its place
        inLength++;
    }

    /** The length of the datagram that ended; 0 for none or a damaged one, which is counted. */
    private int end() {
        int count = inLength - CRC;
        boolean something = inLength > 0 || zero || left > 0;
        boolean good = !broken && left == 0 && count > 0 && count <= longest
                && crc(in, 0, count) == sum(count);
        inLength = 0;
        left = 0;
        zero = false;
        broken = false;
        if (good) {
            return count;
        }
        damaged += something ? 1 : 0;
        return 0;
    }

    private int sum(int at) {
        int sum = 0;
        for (int i = 0; i < CRC; i++) {
            sum = sum << 8 | in[at + i] & 0xFF;
        }
        return sum;
    }

    @Override
    public int sender(byte[] address, int offset) {
        return 0;
    }

    @Override
    public int peer(byte[] address, int offset) {
        return 0;
    }

    /** @return frames that were dropped since construction: bytes were lost or changed, or it was too long */
    public int damaged() {
        return damaged;
    }

    /** Forgets what is half sent and half received. The line stays open: it is the board's. */
    @Override
    public void close() {
        written = outLength;
        rawAt = rawEnd;
        inLength = 0;
        left = 0;
        zero = false;
        broken = true; // until the next 00
    }
}
