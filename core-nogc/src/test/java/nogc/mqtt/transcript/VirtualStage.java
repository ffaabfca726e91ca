package nogc.mqtt.transcript;

import java.util.function.BooleanSupplier;
import nogc.hal.Transport;
import nogc.mqtt.client.Client;

/** A transport in memory. Polls as a good caller does: when the client asked for it or there is news. */
final class VirtualStage extends Stage {
    /** So many polls without a byte, an event or a wish to sleep: the client is spinning. */
    private static final int SPINNING = 1;

    private final Recorder recorder;
    private final ScriptedTransport transport;
    private final Delivery delivery;

    VirtualStage(Delivery delivery, Recorder recorder) {
        super(delivery.start());
        this.delivery = delivery;
        this.recorder = recorder;
        transport = new ScriptedTransport(delivery, recorder);
    }

    @Override
    Transport transport() {
        return transport;
    }

    @Override
    void feed(byte[] bytes) {
        transport.feed(bytes);
    }

    @Override
    void opens(int result) {
        transport.opens(result);
    }

    @Override
    void blocks(boolean now) {
        transport.blocks(now);
    }

    @Override
    void ends(int result) {
        transport.ends(result);
    }

    @Override
    void settle(Client client, BooleanSupplier complete) {
        int idle = 0;
        boolean more = true;
        while (more) {
            int before = transport.moved() + recorder.count();
            more = poll(client) == 0 || client.wantsInput() && transport.hasInput()
                    || client.wantsOutput() && transport.takesOutput();
            idle = before == transport.moved() + recorder.count() ? idle + 1 : 0;
            if (idle > SPINNING) {
                throw new AssertionError("the client wants to be called at once, again and again");
            }
        }
    }

    @Override
    byte[] written() {
        return transport.written();
    }

    @Override
    byte[] takeWritten() {
        return transport.takeWritten();
    }

    @Override
    int bytesRead() {
        return transport.bytesRead();
    }

    @Override
    public String toString() {
        return delivery.toString();
    }
}
