package nogc.samples.gateway;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** What a journal says of one node. */
final class JournalImage {
    /** A message of the node that was given to the broker's side, and what the node knows it by. */
    record Handed(int number, int msgId, int topicId, int qos) {
    }

    boolean connected;
    int keepAlive;
    Will will;
    int sleepSeconds;
    String link;
    byte[] address;
    byte[] node;
    final Map<String, Integer> filters = new LinkedHashMap<>();
    final Map<Long, Outgoing> queue = new LinkedHashMap<>();
    private long sentNumber = -1;
    private int sentAs;
    private long releasedNumber = -1;
    int received;
    Handed handed;
    /** The last MsgId towards the node that may have been used, or 0. */
    int reserved;

    /** The MsgId that a queued message was sent with, or 0. */
    int sentAs(Outgoing message) {
        return message.number() == sentNumber ? sentAs : 0;
    }

    boolean isReleased(Outgoing message) {
        return message.number() == releasedNumber;
    }

    /**
     * Reads the file that a {@link Journal} was made of, up to its end or to a record that was half written when the
     * gateway was killed.
     *
     * @return by client identifier; empty where there is no file
     * @throws SettingsException if it cannot be read
     */
    static Map<String, JournalImage> read(Path file) throws SettingsException {
        Map<String, JournalImage> images = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return images;
        }
        try {
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
            all.getLong(); // the magic number, which the journal has seen
            while (all.remaining() > 8) {
                int length = all.getInt();
                int sum = all.getInt();
                if (length < 1 || length > all.remaining()) {
                    break;
                }
                byte[] body = new byte[length];
                all.get(body);
                CRC32 crc = new CRC32();
                crc.update(body);
                if ((int) crc.getValue() != sum) {
                    break;
                }
                apply(images, new DataInputStream(new ByteArrayInputStream(body)));
            }
        } catch (IOException e) {
            throw new SettingsException("--store " + file + " cannot be read: " + e.getMessage());
        }
        return images;
    }

    /**
     * Looks at the first bytes of a file, if there is one.
     *
     * @throws SettingsException if it is no journal
     */
    static void checkKind(Path file) throws SettingsException {
        if (!Files.exists(file)) {
            return;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            if (in.readLong() == Journal.MAGIC) {
                return;
            }
        } catch (EOFException tooShort) {
            // is none either
        } catch (IOException e) {
            throw new SettingsException("--store " + file + " cannot be read: " + e.getMessage());
        }
        throw new SettingsException("--store " + file + " is no store of this gateway: name another file");
    }

    private static void apply(Map<String, JournalImage> images, DataInputStream from) throws IOException {
        int type = from.readUnsignedByte();
        String client = text(from);
        if (type == Journal.FORGOTTEN) {
            images.remove(client);
        } else if (type == Journal.SESSION || images.containsKey(client)) {
            images.computeIfAbsent(client, name -> new JournalImage()).apply(type, from);
        }
    }

    private void apply(int type, DataInputStream from) throws IOException {
        switch (type) {
            case Journal.GONE:
                connected = false;
                sleepSeconds = 0;
                break;
            case Journal.SESSION:
                connected = true;
                sleepSeconds = 0;
                keepAlive = from.readUnsignedShort();
                will = null;
                if (from.readBoolean()) {
                    Outgoing message = message(0, 0, from);
                    will = new Will(message.topic(), message.payload(), message.qos(), message.retain());
                }
                break;
            case Journal.ASLEEP:
                sleepSeconds = from.readUnsignedShort();
                link = text(from);
                address = octets(from);
                node = octets(from);
                node = node.length == 0 ? null : node;
                break;
            case Journal.SUBSCRIBED:
                filters.put(text(from), (int) from.readByte());
                break;
            case Journal.UNSUBSCRIBED:
                filters.remove(text(from));
                break;
            case Journal.QUEUED:
                Outgoing queued = message(from.readLong(), from.readLong(), from);
                queue.put(queued.number(), queued);
                break;
            case Journal.RESERVED:
                reserved = from.readUnsignedShort();
                break;
            case Journal.SENT:
                sentNumber = from.readLong();
                sentAs = from.readUnsignedShort();
                break;
            case Journal.RELEASED:
                releasedNumber = from.readLong();
                break;
            case Journal.DONE:
                queue.remove(from.readLong());
                break;
            case Journal.RECEIVED:
                received = from.readUnsignedShort();
                handed = null;
                break;
            case Journal.HANDED:
                handed = new Handed(from.readInt(), from.readUnsignedShort(), from.readUnsignedShort(),
                        from.readUnsignedByte());
                received = 0;
                break;
            default:
                break; // of a later version
        }
    }

    private static Outgoing message(long number, long arrival, DataInputStream from) throws IOException {
        String topic = text(from);
        int qos = from.readByte();
        boolean retain = from.readBoolean();
        return new Outgoing(number, topic, octets(from), qos, retain, arrival);
    }

    private static String text(DataInputStream from) throws IOException {
        byte[] octets = new byte[from.readUnsignedShort()];
        from.readFully(octets);
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static byte[] octets(DataInputStream from) throws IOException {
        byte[] octets = new byte[from.readInt()];
        from.readFully(octets);
        return octets;
    }
}
