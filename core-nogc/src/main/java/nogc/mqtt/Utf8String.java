package nogc.mqtt;

import nogc.mqtt.wire.Utf8;

/**
 * A UTF-8 Encoded String (5.0 section 1.5.4) that is checked once, when it is set, and then used as often as one likes.
 *
 * <p>It owns a byte array of fixed capacity (0 to 65,535 bytes); only constructors allocate. A setter that fails
 * leaves the old value. Work is linear in the length. Legal in every callback; not thread-safe.
 */
public class Utf8String {
    /** The longest string in bytes, as its length field has 16 bits. */
    public static final int MAX_LENGTH = 65535;

    private final byte[] bytes;
    private int length;

    /**
     * A string with an initial value, whose size is also the capacity. For start-up: it throws and allocates.
     *
     * @param value the characters
     * @throws IllegalArgumentException where {@link #set(String)} would refuse the value, with a message that says
     *     which rule it breaks and at which index
     */
    public Utf8String(String value) {
        int size = value == null ? -1 : Utf8.length(value);
        if (size < 0 || size > MAX_LENGTH) {
            throw new IllegalArgumentException(new StringFault(value, Result.INVALID_STRING).toString());
        }
        bytes = new byte[size];
        int refusal = set(value);
        if (refusal != Result.OK) {
            throw new IllegalArgumentException(new StringFault(value, refusal).toString());
        }
    }

    /**
     * An empty string to be set later.
     *
     * @param capacity the most bytes it will hold, 0 to 65,535
     * @throws IllegalArgumentException if capacity is out of range
     */
    public Utf8String(int capacity) {
        if (capacity < 0 || capacity > MAX_LENGTH) {
            throw new IllegalArgumentException("capacity must be 0 to 65535 bytes");
        }
        bytes = new byte[capacity];
    }

    /**
     * Takes over the characters of a string.
     *
     * @param value the characters
     * @return {@link Result#OK}; {@link Result#INVALID_ARGUMENT} for null; {@link Result#INVALID_STRING} for U+0000, a
     *     lone surrogate or more than 65,535 bytes; {@link Result#BUFFER_TOO_SMALL} beyond the capacity; or what the
     *     subclass refuses
     */
    public final int set(String value) {
        if (value == null) {
            return Result.INVALID_ARGUMENT;
        }
        int size = Utf8.length(value);
        if (size < 0 || size > MAX_LENGTH) {
            return Result.INVALID_STRING; // [MQTT-1.5.4-1, -2]
        }
        int refusal = check(value);
        if (refusal != Result.OK) {
            return refusal;
        }
        if (size > bytes.length) {
            return Result.BUFFER_TOO_SMALL;
        }
        length = Utf8.put(value, bytes, 0);
        return Result.OK;
    }

    /**
     * Copies bytes.
     *
     * @param b where from
     * @param offset of the first byte
     * @param length number of bytes
     * @return {@link Result#OK}; {@link Result#INVALID_ARGUMENT} if the range does not lie within the array;
     *     {@link Result#INVALID_STRING} for ill-formed UTF-8, U+0000 or more than 65,535 bytes;
     *     {@link Result#BUFFER_TOO_SMALL} beyond the capacity; or what the subclass refuses
     */
    public final int set(byte[] b, int offset, int length) {
        if (b == null || offset < 0 || length < 0 || length > b.length - offset) {
            return Result.INVALID_ARGUMENT;
        }
        if (length > MAX_LENGTH || !Utf8.isValid(b, offset, length)) {
            return Result.INVALID_STRING; // [MQTT-1.5.4-1, -2]
        }
        int refusal = check(b, offset, length);
        if (refusal != Result.OK) {
            return refusal;
        }
        if (length > bytes.length) {
            return Result.BUFFER_TOO_SMALL;
        }
        System.arraycopy(b, offset, bytes, 0, length);
        this.length = length;
        return Result.OK;
    }

    /**
     * What a subclass asks of bytes that are valid UTF-8 of legal length.
     *
     * @param b where from
     * @param offset of the first byte
     * @param length number of bytes
     * @return {@link Result#OK} or the refusal
     */
    protected int check(byte[] b, int offset, int length) {
        return Result.OK;
    }

    /**
     * The same for characters that have a valid UTF-8 form of legal length.
     *
     * @param value the characters
     * @return {@link Result#OK} or the refusal
     */
    protected int check(String value) {
        return Result.OK;
    }

    /**
     * The array that holds the value from index 0 on. Not a copy: do not change it.
     *
     * @return the same array all life long, its length the capacity
     */
    public final byte[] bytes() {
        return bytes;
    }

    /**
     * The length of the value.
     *
     * @return bytes, 0 to 65,535
     */
    public final int length() {
        return length;
    }

    /**
     * Compares byte for byte [MQTT-4.7.3-4].
     *
     * @param b the other value's array
     * @param offset of its first byte
     * @param length its number of bytes
     * @return true if the values are the same
     */
    public final boolean contentEquals(byte[] b, int offset, int length) {
        if (length != this.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (b[offset + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
