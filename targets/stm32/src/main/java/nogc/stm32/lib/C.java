package nogc.stm32.lib;

import org.teavm.interop.Address;
import org.teavm.interop.Import;

/**
 * The functions of {@code callbacks.c}: the user's transport and callbacks. Each names its client by the address that C
 * knows it by; an array arrives as its first element, valid during the call.
 */
final class C {
    private C() {
    }

    @Import(name = "link_open")
    static native int open(Address client);

    @Import(name = "link_read")
    static native int read(Address client, byte[] buffer, int offset, int length);

    @Import(name = "link_write")
    static native int write(Address client, byte[] buffer, int offset, int length);

    @Import(name = "link_close")
    static native void close(Address client);

    @Import(name = "link_millis")
    static native int millis(Address client);

    @Import(name = "link_entropy")
    static native int entropy(Address client);

    @Import(name = "callback_read")
    static native int storeRead(Address client, int address, byte[] buffer, int offset, int length);

    @Import(name = "callback_program")
    static native int storeProgram(Address client, int address, byte[] buffer, int offset, int length);

    @Import(name = "callback_erase")
    static native int storeErase(Address client, int sector);

    @Import(name = "callback_sync")
    static native int storeSync(Address client);

    /** The settings are wrong: a negative result that says how. */
    @Import(name = "tell_refused")
    static native void refused(Address client, int result);

    @Import(name = "tell_connected")
    static native void connected(Address client, int sessionPresent);

    @Import(name = "tell_connect_failed")
    static native void connectFailed(Address client, int cause, int reasonCode, int retryMillis);

    @Import(name = "tell_disconnected")
    static native void disconnected(Address client, int cause, int reasonCode, int retryMillis);

    /** The head of a message. What of its payload is there follows by {@link #payload}, which also gives the answer. */
    @Import(name = "tell_topic")
    static native void topic(Address client, byte[] topic, int offset, int length, int qos, int flags, int handle);

    @Import(name = "tell_payload")
    static native int payload(Address client, byte[] payload, int offset, int length, int position, int total);

    @Import(name = "tell_oversize")
    static native void oversize(Address client, int qos);

    /** A property of the packet that the event is about: a number, or where its name and value lie. */
    @Import(name = "tell_property")
    static native void property(Address client, int number, byte[] bytes, int nameOffset, int nameLength,
            int valueOffset, int valueLength);

    @Import(name = "tell_published")
    static native void published(Address client, int handle, int tag, int result, int reasonCode);

    @Import(name = "tell_subscribed")
    static native void subscribed(Address client, int handle, int result, byte[] codes, int offset, int count);

    @Import(name = "tell_unsubscribed")
    static native void unsubscribed(Address client, int handle, int result, byte[] codes, int offset, int count);

    /** Any address: an argument of which the compiler can know nothing. */
    @Import(name = "reach_address")
    static native Address address();

    /** Any number. */
    @Import(name = "reach_number")
    static native int number();
}
