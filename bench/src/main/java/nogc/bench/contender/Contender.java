package nogc.bench.contender;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import nogc.bench.Packets;
import nogc.bench.Publish;
import nogc.bench.Version;

/**
 * Somebody's encoder and decoder, called without client, pipeline or stream around them. What an application has at
 * hand for long (messages to send, topics it knows) is built and checked beforehand.
 *
 * <p>With {@code Memory.ARRAY} bytes go to and come from where this codec works fastest on the heap: the codec alone.
 * With {@code Memory.SOCKET} they go to and come from memory outside of the heap, which is what the JVM's sockets
 * take and give, with whatever copy the contender needs for that.
 */
public abstract class Contender {
    /** Where the encoded bytes end and the received ones stand. */
    public enum Memory {
        /** An array of the Java heap. */
        ARRAY,
        /** A direct buffer, as sockets take and give it. */
        SOCKET
    }

    /** More than the longest packet. */
    protected static final int CAPACITY = 2048;

    /** Where each packet stands in {@link #received}, and behind the last where it ends. */
    protected final int[] starts;
    /** All packets, one behind the other, as one read brought them. */
    protected final byte[] received;
    /** What they are. */
    protected final List<Publish> packets;

    /** Lays out the packets. */
    protected Contender(Version version, List<Publish> packets) {
        this.packets = packets;
        starts = new int[packets.size() + 1];
        byte[][] bytes = new byte[packets.size()][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = packets.get(i).bytes(version);
            starts[i + 1] = starts[i] + bytes[i].length;
        }
        received = new byte[starts[bytes.length]];
        for (int i = 0; i < bytes.length; i++) {
            System.arraycopy(bytes[i], 0, received, starts[i], bytes[i].length);
        }
    }

    /**
     * @param name as in the parameters of the benchmarks
     * @param version of the packets
     * @param packets what is encoded and decoded
     * @param memory to and from where
     * @return the contender of that name
     */
    public static Contender of(String name, Version version, List<Publish> packets, Memory memory) {
        return switch (name) {
            case "copy" -> new Copy(version, packets, memory);
            case "ours" -> new Ours(version, packets, memory);
            case "netty" -> new Netty(version, packets, memory);
            case "hivemq" -> new HiveMq(version, packets, memory);
            case "paho" -> version == Version.MQTT_5
                    ? new Paho5(packets, memory) : new Paho3(packets, memory);
            default -> throw new IllegalArgumentException("no contender " + name);
        };
    }

    /**
     * @param packet index of a PUBLISH
     * @return its number of bytes, once it is encoded
     * @throws Exception never
     */
    public abstract int encode(int packet) throws Exception;

    /**
     * @param packet index of a PUBLISH
     * @return what the contender hands on, a view or an object
     * @throws Exception never
     */
    public abstract Object decode(int packet) throws Exception;

    /**
     * Decodes and does what an application does: compares the topic with the one it expects, has the payload in an
     * array, and compares the value of the user property, if there is one.
     *
     * @param packet index of a PUBLISH
     * @return what {@link #seen} tells for this packet
     * @throws Exception never
     */
    public abstract int read(int packet) throws Exception;

    /**
     * @return number of bytes of the CONNECT of MQTT 3.1.1, once it is encoded
     * @throws Exception never
     */
    public abstract int encodeConnect() throws Exception;

    /**
     * For tests.
     *
     * @param packet index of a PUBLISH, -1 for CONNECT
     * @return a copy of the bytes that it was encoded to
     * @throws Exception never
     */
    public abstract byte[] encoded(int packet) throws Exception;

    /** One number that tells whether the reader saw all. */
    protected static int seen(boolean topicIsExpected, int payloadLength, boolean propertyIsExpected) {
        return payloadLength << 2 | (topicIsExpected ? 2 : 0) | (propertyIsExpected ? 1 : 0);
    }

    /**
     * @param packet index of a PUBLISH
     * @param version of the packets
     * @return what {@link #read} must answer
     */
    public int toSee(int packet, Version version) {
        Publish publish = packets.get(packet);
        return seen(true, publish.payload().length, publish.hasProperty(version));
    }

    /** The bytes of the first {@code length} bytes of a buffer, its position left alone. */
    protected static byte[] first(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(0, bytes, 0, length);
        return bytes;
    }

    /** {@code bytes} in memory outside of the heap. */
    protected static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
    }

    /** The CONNECT that all encode, for the one who copies it. */
    protected static byte[] connect() {
        return Packets.connect();
    }

    /** A copy of a part. */
    protected static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
