package nogc.mqtt;

import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.VarInt;

/**
 * A view of the properties of one packet (5.0 section 2.2.2), in the order of the wire, repetitions included.
 *
 * <p>The block was checked whole before it is wrapped, so reading cannot fail. The view is valid only inside the
 * callback that got it. Either go through all of them:
 * <pre>
 *   properties.rewind();
 *   while (properties.next()) { switch (properties.id()) { … } }
 * </pre>
 * or ask for one: {@code properties.get(Property.SERVER_KEEP_ALIVE, 60)}. Allocates nothing.
 */
public final class PropertyReader {
    private byte[] bytes;
    private int low;
    private int high;
    private int topicAlias;
    private int start;
    private int end;
    private int position;
    private int id;
    private int value;
    private int nameOffset;
    private int nameLength;
    private int valueOffset;
    private int valueLength;

    /** A view of no properties. */
    public PropertyReader() {
    }

    /**
     * Looks at a block, in constant time.
     *
     * @param bytes where it lies
     * @param offset of the first property identifier, after the Property Length
     * @param length of the block in bytes
     */
    public void wrap(byte[] bytes, int offset, int length) {
        wrap(bytes, offset, length, -1, -1, 0);
    }

    /**
     * Looks at a block of which it is known what it holds, so that asking for anything else costs nothing.
     *
     * @param bytes where it lies
     * @param offset of the first property identifier, after the Property Length
     * @param length of the block in bytes
     * @param low bit {@code id} of each property up to 31 that may be there
     * @param high bit {@code id - 32} of each property from 32 on that may be there
     * @param topicAlias the Topic Alias in it, 0 if there is none
     */
    public void wrap(byte[] bytes, int offset, int length, int low, int high, int topicAlias) {
        if (this.bytes != bytes) { // to store a reference costs a collector's barrier
            this.bytes = bytes;
        }
        this.low = low;
        this.high = high;
        this.topicAlias = topicAlias;
        start = offset;
        end = offset + length;
        position = offset;
        id = 0;
    }

    /** Goes back before the first property. */
    public void rewind() {
        position = start;
        id = 0;
    }

    /**
     * Goes to the next property.
     *
     * @return false if there is none; then {@link #id()} is 0
     */
    public boolean next() {
        if (position >= end) {
            id = 0;
            return false;
        }
        id = bytes[position++];
        switch (Property.type(id)) {
            case Property.BYTE:
                value = bytes[position++];
                break;
            case Property.U16:
                value = BigEndian.u16(bytes, position);
                position += 2;
                break;
            case Property.U32:
                value = BigEndian.i32(bytes, position);
                position += 4;
                break;
            case Property.VARINT:
                value = VarInt.get(bytes, position, end);
                position += VarInt.length(value);
                break;
            case Property.PAIR:
                nameLength = BigEndian.u16(bytes, position);
                nameOffset = position + 2;
                position = nameOffset + nameLength;
                nextBytes();
                break;
            default:
                nextBytes();
        }
        return true;
    }

    private void nextBytes() {
        valueLength = BigEndian.u16(bytes, position);
        valueOffset = position + 2;
        position = valueOffset + valueLength;
    }

    /**
     * The current property.
     *
     * @return a constant of {@link Property}, 0 before the first and after the last one
     */
    public int id() {
        return id;
    }

    /**
     * The value of the current property if it is a number.
     *
     * @return a byte, Two Byte or Variable Byte Integer as it is; of a Four Byte Integer its 32 bits, so one above
     *     2,147,483,647 (a Session Expiry Interval of 0xFFFFFFFF, say) is negative
     */
    public int value() {
        return value;
    }

    /**
     * The array that all offsets of this view point into.
     *
     * @return the receive buffer; do not change it
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Where the block starts, for who wants to keep a copy of it.
     *
     * @return offset of the first property identifier in {@link #bytes()}
     */
    public int offset() {
        return start;
    }

    /**
     * Where the value of the current string, binary or user property starts.
     *
     * @return an offset into {@link #bytes()}
     */
    public int valueOffset() {
        return valueOffset;
    }

    /**
     * The length of that value.
     *
     * @return 0 to 65,535 bytes
     */
    public int valueLength() {
        return valueLength;
    }

    /**
     * Where the name of the current user property starts.
     *
     * @return an offset into {@link #bytes()}
     */
    public int nameOffset() {
        return nameOffset;
    }

    /**
     * The length of that name.
     *
     * @return 0 to 65,535 bytes
     */
    public int nameLength() {
        return nameLength;
    }

    /**
     * Rewinds and goes to the first property of a kind; {@link #next()} then goes on from there.
     *
     * @param id a constant of {@link Property}
     * @return false if there is none
     */
    public boolean find(int id) {
        rewind();
        if (((id < 32 ? low : high) & 1 << id) == 0) { // modulo 32
            return false;
        }
        while (next()) {
            if (this.id == id) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value of a property that is a number. Moves this view like {@link #find}.
     *
     * @param id a constant of {@link Property}
     * @param absent what to answer if there is none
     * @return the value as {@link #value()} gives it, or {@code absent}
     */
    public int get(int id, int absent) {
        return find(id) ? value : absent;
    }

    /**
     * The Topic Alias of a received PUBLISH, without moving this view.
     *
     * @return 1 to 65,535, or 0 if there is none or if it was not told when the block was wrapped
     */
    public int topicAlias() {
        return topicAlias;
    }

    /**
     * The size of the block.
     *
     * @return bytes, 0 if there is no property
     */
    public int length() {
        return end - start;
    }
}
