package nogc.stm32.lib;

import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.ExchangeLimits;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.store.FlashLog;
import org.teavm.interop.Address;

/**
 * What C configured, as words in a fixed order, which is that of the statements here and of {@code settings_of} in
 * {@code nogc_mqtt.c}. A string is two words, address (0: there is none) and length.
 */
final class Settings {
    final Config config = new Config();
    final int topicCapacity;
    final boolean acceptsLarge;
    private Address word;

    Settings(Address words) {
        word = words.add(4);
        config.receiveBuffer = next();
        config.transmitBuffer = next();
        config.ring = next();
        config.requestBuffer = next();
        config.outboundSlots = next();
        config.inboundSlots = next();
        topicCapacity = next();
        acceptsLarge = next() != 0;
        config.connectTimeout = next();
        config.connackTimeout = next();
        config.pingTimeout = next();
        config.sendTimeout = next();
        int acknowledgementTimeout = next();
        if (acknowledgementTimeout > 0) {
            config.exchangeWatch = new ExchangeLimits(acknowledgementTimeout, 0);
        }
        config.closeTimeout = next();
        config.reconnectMinimum = next();
        config.reconnectMaximum = next();
        config.reconnect = next() != 0;
        int choices = next();
        config.stopOnRefusal = (choices & 1) != 0;
        config.stopOnFirstFailure = (choices & 2) != 0;
        config.discardUnknownSession = (choices & 4) != 0;
        config.republishQos2 = (choices & 8) != 0;
    }

    /** The first word: bytes of properties of a message (MQTT 5.0). */
    static int propertyCapacity(Address words) {
        return words.getInt();
    }

    /** Bytes of properties of CONNECT, in front of the words and the address of the store. */
    static int connectPropertyCapacity(Address words) {
        return words.add(-12).getInt();
    }

    /** The same of the will. */
    static int willPropertyCapacity(Address words) {
        return words.add(-8).getInt();
    }

    /**
     * Has the client keep its session in what {@code nogc_mqtt_store} describes: the address in front of the words, 0
     * for none.
     */
    void useStore(Address client, Address words) {
        Address store = words.add(-4).getAddress();
        if (store.toInt() != 0) {
            config.applicationState = store.add(16).getInt();
            config.store = new FlashLog(new CallbackFlash(client, store), store.add(12).getInt());
        }
    }

    /** Fills in the options of connect, each filter by way of the one given; the first refusal, or OK. */
    int problem(ConnectOptions options, TopicFilter filter) {
        options.keepAlive = next();
        options.cleanStart = next();
        options.sessionExpiry = next();
        options.willQos = next();
        options.willRetain = next() != 0;
        Address from = nextAddress();
        int length = next();
        int result = Result.OK;
        if (from.toInt() != 0) {
            options.clientId = new Utf8String(length);
            result = set(options.clientId, from, length);
        }
        from = nextAddress();
        length = next();
        if (from.toInt() != 0 && result == Result.OK) {
            options.userName = new Utf8String(length);
            result = set(options.userName, from, length);
        }
        options.password = bytes();
        options.passwordLength = options.password == null ? 0 : options.password.length;
        from = nextAddress();
        length = next();
        if (from.toInt() != 0 && result == Result.OK) {
            options.willTopic = new Topic(length);
            result = set(options.willTopic, from, length);
        }
        options.willPayload = bytes();
        options.willPayloadLength = options.willPayload == null ? 0 : options.willPayload.length;
        if (result == Result.OK) {
            result = subscriptions(options, filter);
        }
        return result == Result.OK && config.problem() != null ? Result.INVALID_ARGUMENT : result;
    }

    /** Two words for each: the address of the filter, which ends with a 0, and its QoS. */
    private int subscriptions(ConnectOptions options, TopicFilter filter) {
        Address from = nextAddress();
        int count = next();
        int capacity = next();
        int result = Result.OK;
        if (count > 0) {
            options.subscriptions = new Subscriptions(capacity);
        }
        for (int i = 0; i < count && result == Result.OK; i++) {
            Address string = from.add(8 * i).getAddress();
            int length = 0;
            while (string.add(length).getByte() != 0) {
                length++;
            }
            result = length > filter.bytes().length ? Result.BUFFER_TOO_SMALL : set(filter, string, length);
            if (result == Result.OK) {
                result = options.subscriptions.add(filter, from.add(8 * i + 4).getInt(), 0);
            }
        }
        return result;
    }

    private static int set(Utf8String string, Address from, int length) {
        Library.copy(from, string.bytes(), 0, length);
        return string.set(string.bytes(), 0, length);
    }

    private byte[] bytes() {
        Address from = nextAddress();
        int length = next();
        if (from.toInt() == 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        Library.copy(from, bytes, 0, length);
        return bytes;
    }

    private int next() {
        int value = word.getInt();
        word = word.add(4);
        return value;
    }

    private Address nextAddress() {
        Address value = word.getAddress();
        word = word.add(4);
        return value;
    }
}
