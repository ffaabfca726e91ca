package nogc.stm32.lib;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Transport;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.Property;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * One client as C sees it: its methods are what {@code nogc_mqtt.c} calls, its events and its transport call back
 * there. One object for all of it, since on this machine each class costs flash. Strings come as addresses and are
 * copied once, into the strings that the client takes; results are {@link Result} codes.
 */
final class Library extends Listener implements Transport, Clock, Entropy {
    private static final int RETAIN = 1;
    private static final int DUP = 2;

    private final Address address;
    private final Topic topic;
    private final TopicFilter filter;
    private final ConnectOptions options = new ConnectOptions();
    private final boolean acceptsLarge;
    private final Client client;
    private PropertyWriter written; // null in MQTT 3.1.1
    private PropertyReader read; // null outside of an event
    private byte[] state; // of the application, on its way; null without a store
    private int[] tags; // of what is not over, on their way; null without a store

    /**
     * Takes all memory that the client will ever need. Settings that are refused are told to {@link C#refused}, and
     * nothing is to be called on the object.
     *
     * @param protocol the one version that this library speaks
     * @param address by which C knows the client
     * @param settings what C configured
     */
    private Library(Protocol protocol, Address address, Settings settings) {
        this.address = address;
        topic = new Topic(settings.topicCapacity);
        filter = new TopicFilter(settings.topicCapacity);
        acceptsLarge = settings.acceptsLarge;
        int problem = settings.problem(options, filter);
        if (problem < 0) {
            client = null;
            C.refused(address, problem);
        } else {
            client = new Client(settings.config, protocol, this, this, this, this);
        }
    }

    /** Called by C. */
    @Unmanaged
    static Library create311(Address client, Address settings) {
        return new Library(new Mqtt311(), client, new Settings(settings));
    }

    /** Called by C. */
    @Unmanaged
    static Library create5(Address client, Address settings) {
        Library library = new Library(new Mqtt5(), client, new Settings(settings));
        library.written = new PropertyWriter(Settings.propertyCapacity(settings));
        return library;
    }

    /** Called by C of the library with a store. */
    @Unmanaged
    static Library createStored311(Address client, Address settings) {
        return stored(new Mqtt311(), client, settings);
    }

    /** Called by C of the library with a store. */
    @Unmanaged
    static Library createStored5(Address client, Address settings) {
        Library library = stored(new Mqtt5(), client, settings);
        library.written = new PropertyWriter(Settings.propertyCapacity(settings));
        return library;
    }

    /** Called by C of the library with properties of CONNECT. */
    @Unmanaged
    static Library createConnect5(Address client, Address settings) {
        Library library = create5(client, settings);
        library.useConnectProperties(settings);
        return library;
    }

    /** Called by C of the library with both. */
    @Unmanaged
    static Library createStoredConnect5(Address client, Address settings) {
        Library library = createStored5(client, settings);
        library.useConnectProperties(settings);
        return library;
    }

    private void useConnectProperties(Address words) {
        options.properties = new PropertyWriter(Settings.connectPropertyCapacity(words));
        options.willProperties = new PropertyWriter(Settings.willPropertyCapacity(words));
    }

    private static Library stored(Protocol protocol, Address client, Address words) {
        Settings settings = new Settings(words);
        settings.useStore(client, words);
        Library library = new Library(protocol, client, settings);
        library.state = new byte[settings.config.applicationState];
        library.tags = new int[settings.config.outboundSlots];
        return library;
    }

    @Unmanaged
    int poll() {
        return client.poll();
    }

    @Unmanaged
    int connect() {
        return client.connect(options);
    }

    @Unmanaged
    int disconnect() {
        return client.disconnect();
    }

    @Unmanaged
    int abort() {
        return client.abort();
    }

    /** The payload is an array that C lends for the time of the call; no more is done with it than to copy it. */
    @Unmanaged
    int publish(Address name, int length, byte[] payload, int payloadLength, int qos, int retain, int tag) {
        byte[] bytes = topic.bytes();
        if (length > bytes.length) {
            return Result.BUFFER_TOO_SMALL;
        }
        copy(name, bytes, 0, length);
        int result = topic.set(bytes, 0, length);
        return result < 0 ? result
                : client.publish(topic, payload, 0, payloadLength, qos, retain != 0, written, tag);
    }

    @Unmanaged
    int cancel(int handle) {
        return client.cancel(handle);
    }

    /** The next publish carries no properties. */
    @Unmanaged
    void clearProperties() {
        written.clear();
    }

    /** Adds a property to the next publish: a number if {@code value} is 0. */
    @Unmanaged
    int putProperty(int id, int number, Address name, int nameLength, Address value, int valueLength) {
        return put(written, id, number, name, nameLength, value, valueLength);
    }

    /** The next CONNECT, or the will in it, carries no properties of C's. */
    @Unmanaged
    void clearConnectProperties(int will) {
        ofConnect(will).clear();
    }

    /** Adds a property to the next CONNECT, or to the will in it; as {@link #putProperty}. */
    @Unmanaged
    int putConnectProperty(int will, int id, int number, Address name, int nameLength, Address value, int valueLength) {
        return put(ofConnect(will), id, number, name, nameLength, value, valueLength);
    }

    private PropertyWriter ofConnect(int will) {
        return will != 0 ? options.willProperties : options.properties;
    }

    private static int put(PropertyWriter to, int id, int number, Address name, int nameLength, Address value,
            int valueLength) {
        if (value.toInt() == 0) {
            return to.put(id, number);
        }
        byte[] bytes = to.bytes();
        int nameOffset = to.length() + 3; // strings are copied to where they will stay, behind their lengths
        int valueOffset = id == Property.USER_PROPERTY ? nameOffset + nameLength + 2 : nameOffset;
        if (valueLength > bytes.length - valueOffset) {
            return Result.BUFFER_TOO_SMALL;
        }
        copy(value, bytes, valueOffset, valueLength);
        if (id != Property.USER_PROPERTY) {
            return to.put(id, bytes, valueOffset, valueLength);
        }
        copy(name, bytes, nameOffset, nameLength);
        return to.putUserProperty(bytes, nameOffset, nameLength, bytes, valueOffset, valueLength);
    }

    /** Tells the next property of the packet that the event is about to {@link C#property}; its identifier, or 0. */
    @Unmanaged
    int nextProperty() {
        if (read == null || !read.next()) {
            return 0;
        }
        C.property(address, read.value(), read.bytes(), read.nameOffset(), read.nameLength(), read.valueOffset(),
                read.valueLength());
        return read.id();
    }

    @Unmanaged
    int subscribe(Address name, int length, int qos) {
        int result = setFilter(name, length);
        return result < 0 ? result : client.subscribe(filter, qos);
    }

    @Unmanaged
    int unsubscribe(Address name, int length) {
        int result = setFilter(name, length);
        return result < 0 ? result : client.unsubscribe(filter);
    }

    private int setFilter(Address name, int length) {
        byte[] bytes = filter.bytes();
        if (length > bytes.length) {
            return Result.BUFFER_TOO_SMALL;
        }
        copy(name, bytes, 0, length);
        return filter.set(bytes, 0, length);
    }

    static void copy(Address from, byte[] to, int offset, int length) {
        for (int i = 0; i < length; i++) {
            to[offset + i] = from.add(i).getByte();
        }
    }

    @Unmanaged
    int acknowledge(int handle, int reasonCode) {
        return client.acknowledge(handle, reasonCode);
    }

    @Unmanaged
    int acknowledgeWithState(int handle, Address from, int length) {
        if (length > state.length) {
            return Result.BUFFER_TOO_SMALL;
        }
        copy(from, state, 0, length);
        return client.acknowledge(handle, state, 0, length);
    }

    /** Copies the state to C; its length, 0 for none. */
    @Unmanaged
    int applicationState(Address to, int capacity) {
        int length = client.applicationState(state, 0);
        if (length > capacity) {
            return Result.BUFFER_TOO_SMALL;
        }
        for (int i = 0; i < length; i++) {
            to.add(i).putByte(state[i]);
        }
        return length;
    }

    /** Copies the tags of the messages that are not over, as many as fit; how many there are. */
    @Unmanaged
    int openTags(Address to, int capacity) {
        int count = client.openTags(tags);
        for (int i = 0; i < count && i < capacity; i++) {
            to.add(4 * i).putInt(tags[i]);
        }
        return count;
    }

    @Unmanaged
    int clear() {
        return client.clear();
    }

    @Unmanaged
    int resume() {
        return client.resume();
    }

    @Unmanaged
    int isConnected() {
        return client.isConnected() ? 1 : 0;
    }

    @Unmanaged
    int isIdle() {
        return client.isIdle() ? 1 : 0;
    }

    @Unmanaged
    int freeSlots() {
        return client.freeSlots();
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        begin(properties);
        C.connected(address, sessionPresent ? 1 : 0);
        read = null;
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        begin(properties);
        C.connectFailed(address, cause, reasonCode, retryMillis);
        read = null;
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        begin(properties);
        C.disconnected(address, cause, reasonCode, retryMillis);
        read = null;
    }

    @Override
    public int onMessage(Message message) {
        return tell(message);
    }

    @Override
    public int onMessageStart(Message message) {
        return acceptsLarge ? tell(message) : ReasonCode.QUOTA_EXCEEDED;
    }

    @Override
    public int onMessagePiece(Message message) {
        return tell(message);
    }

    @Override
    public int onMessageEnd(Message message) {
        return tell(message);
    }

    private void begin(PropertyReader properties) {
        properties.rewind();
        read = properties;
    }

    private int tell(Message message) {
        begin(message.properties());
        C.topic(address, message.topic(), message.topicOffset(), message.topicLength(), message.qos(),
                (message.retain() ? RETAIN : 0) | (message.dup() ? DUP : 0), message.handle());
        int answer = C.payload(address, message.payload(), message.payloadOffset(), message.payloadLength(),
                message.position(), message.totalLength());
        read = null;
        return answer;
    }

    @Override
    public void onOversize(int qos) {
        C.oversize(address, qos);
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        begin(properties);
        C.published(address, handle, tag, result, reasonCode);
        read = null;
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        begin(properties);
        C.subscribed(address, handle, result, codes, offset, count);
        read = null;
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        begin(properties);
        C.unsubscribed(address, handle, result, codes, offset, count);
        read = null;
    }

    /** C fixed the endpoint: {@link Transport#UNSUPPORTED}, unless host is null. */
    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return host == null ? 0 : UNSUPPORTED;
    }

    @Override
    public int open() {
        return C.open(address);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return C.read(address, buffer, offset, length);
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return C.write(address, buffer, offset, length);
    }

    @Override
    public void close() {
        C.close(address);
    }

    @Override
    public int millis() {
        return C.millis(address);
    }

    @Override
    public int next() {
        return C.entropy(address);
    }

    /**
     * Calls every method that C calls, for TeaVM, which keeps only what a {@code main} reaches. Never runs, and is not
     * in the library. Those methods are unmanaged (here that means nothing: no collector manages anything), since else
     * TeaVM would move what is called once into its caller.
     */
    static void reach(Library library) {
        Address address = C.address();
        C.refused(address, library.poll() + library.connect() + library.disconnect() + library.abort()
                + library.publish(address, C.number(), new byte[C.number()], C.number(), C.number(), C.number(),
                        C.number())
                + library.cancel(C.number())
                + library.subscribe(address, C.number(), C.number()) + library.unsubscribe(address, C.number())
                + library.acknowledge(C.number(), C.number()) + library.resume() + library.isConnected()
                + library.isIdle() + library.freeSlots());
    }

    /** The same for what only MQTT 5.0 has. */
    static void reachProperties(Library library) {
        library.clearProperties();
        C.refused(C.address(), library.nextProperty()
                + library.putProperty(C.number(), C.number(), C.address(), C.number(), C.address(), C.number()));
    }

    /** The same for what only a client with properties of CONNECT has. */
    static void reachConnectProperties(Library library) {
        library.clearConnectProperties(C.number());
        C.refused(C.address(), library.putConnectProperty(C.number(), C.number(), C.number(), C.address(), C.number(),
                C.address(), C.number()));
    }

    /** The same for what only a client with a store has. */
    static void reachStore(Library library) {
        C.refused(C.address(), library.acknowledgeWithState(C.number(), C.address(), C.number())
                + library.applicationState(C.address(), C.number()) + library.openTags(C.address(), C.number())
                + library.clear());
    }
}
