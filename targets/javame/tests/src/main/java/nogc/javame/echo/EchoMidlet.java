package nogc.javame.echo;

import javax.microedition.midlet.MIDlet;
import nogc.javame.DeviceEntropy;
import nogc.javame.StreamTransport;
import nogc.javame.WallClock;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;

/** Sends what comes to {@code echo/in} to {@code echo/out} at the same QoS, until "quit" comes. */
public final class EchoMidlet extends MIDlet implements Runnable {
    private final Topic out = new Topic("echo/out");
    private final byte[] gone = {'g', 'o', 'n', 'e'};
    private final byte[][] payloads = new byte[64][16];
    private final int[] lengths = new int[64];
    private final int[] qos = new int[64];
    private int first;
    private int last;
    private final WallClock clock = new WallClock();
    private StreamTransport transport;
    private Client client;
    private boolean quitting;
    private int underWay;

    /** For the application manager. */
    public EchoMidlet() {
    }

    @Override
    protected void startApp() {
        Config config = new Config();
        config.receiveBuffer = 256;
        config.transmitBuffer = 256;
        config.ring = 512;
        config.outboundSlots = 4;
        config.inboundSlots = 64; // Mosquitto 2.0.11 sends more from a queue at QoS 2 than Receive Maximum
        config.reconnectMinimum = 100;
        config.reconnectMaximum = 500;
        transport = new StreamTransport(getAppProperty("Url"), 100);
        client = new Client(config, new Mqtt5(), transport, clock, new DeviceEntropy("echo"), new Echo());
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("echo");
        options.sessionExpiry = 3600;
        options.cleanStart = 0; // Mosquitto 2.0.11 does not save the session of a connection with Clean Start
        options.willTopic = new Topic("echo/will");
        options.willPayload = gone;
        options.willPayloadLength = gone.length;
        options.willQos = 2;
        options.subscriptions = new Subscriptions(32);
        if (options.subscriptions.add(new TopicFilter("echo/in"), 2, 0) < 0 || client.connect(options) < 0) {
            throw new IllegalArgumentException("the list of subscriptions or the options are refused");
        }
        new Thread(this).start();
    }

    @Override
    protected void pauseApp() {
        client.abort();
    }

    @Override
    protected void destroyApp(boolean unconditional) {
        client.abort();
    }

    @Override
    public void run() {
        try {
            while (!client.isIdle()) {
                int millis = client.poll();
                if (quitting && underWay == 0 && client.disconnect() >= 0) {
                    quitting = false;
                } else {
                    transport.await(clock.beforeSleep(millis), client.wantsInput());
                }
            }
        } catch (InterruptedException e) {
            System.out.println("interrupted");
        }
        notifyDestroyed();
    }

    /**
     * Sends what found no slot as slots become free, in the order of arrival. It may not answer WAIT: then nothing is
     * read, and neither is the acknowledgement that frees a slot.
     */
    private void sendOn() {
        while (first < last) {
            int at = first % payloads.length;
            if (client.publish(out, payloads[at], 0, lengths[at], qos[at], false) < 0) {
                return;
            }
            first++;
            underWay++;
        }
    }

    /** Takes each message into the queue. */
    private final class Echo extends Listener {
        @Override
        public int onMessage(Message message) {
            int at = last % payloads.length;
            if (message.payloadLength() > payloads[at].length || last - first == payloads.length) {
                return ReasonCode.QUOTA_EXCEEDED;
            }
            if (message.payloadLength() == 4 && message.payload()[message.payloadOffset()] == 'q') {
                quitting = true;
                return ACCEPT;
            }
            lengths[at] = message.payloadLength();
            qos[at] = message.qos();
            System.arraycopy(message.payload(), message.payloadOffset(), payloads[at], 0, lengths[at]);
            last++;
            sendOn();
            return ACCEPT;
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            underWay--;
            sendOn();
        }
    }
}
