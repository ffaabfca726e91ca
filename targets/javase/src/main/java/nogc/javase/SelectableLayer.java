package nogc.javase;

import java.nio.channels.Selector;
import nogc.hal.net.EndpointList;
import nogc.hal.net.LayeredTransport;

/**
 * A transport of {@link nogc.hal.net} on a JVM: the layer moves the bytes, the transport below knows the selector.
 * <pre>
 *   TcpTransport tcp = new TcpTransport("broker", 80);
 *   Selectable transport = new SelectableLayer(new WebSocketTransport(tcp, entropy, options), tcp);
 * </pre>
 * Layers stand on each other: for {@code wss:} through a proxy the WebSocket is over TLS, TLS over the layer of the
 * proxy, that over TCP. Allocates nothing once it is open, but for
 * {@link #lastError}. For one thread, the one that polls the client.
 */
public final class SelectableLayer implements Selectable {
    private final LayeredTransport layer;
    /** One, or those of a list. */
    private final Selectable[] below;
    private final EndpointList list;
    private final Alarm alarm = new Alarm();
    private Selector selector;
    private boolean opening;
    private boolean open;
    /** Of the attempt under way, or else of the last one. */
    private int failure;

    /**
     * Joins the two.
     *
     * @param layer that was made over {@code below}
     * @param below what the layer opens, reads and writes
     */
    public SelectableLayer(LayeredTransport layer, Selectable below) {
        this.layer = layer;
        this.below = new Selectable[] {below};
        list = null;
    }

    /**
     * Joins a list of addresses and the transports that were added to it.
     *
     * @param list without another transport below
     * @param ways all that were added to it
     */
    public SelectableLayer(EndpointList list, Selectable... ways) {
        layer = list;
        below = ways.clone();
        this.list = list;
    }

    private Selectable below() {
        for (int i = 1; i < below.length; i++) {
            if (below[i] == list.way()) {
                return below[i];
            }
        }
        return below[0];
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return layer.endpoint(host, offset, length, port);
    }

    @Override
    public void register(Selector newSelector) {
        selector = newSelector;
        for (Selectable each : below) {
            each.register(newSelector);
        }
    }

    @Override
    public boolean attach(Object attachment) {
        boolean carried = true;
        for (Selectable each : below) {
            carried &= each.attach(attachment);
        }
        return carried;
    }

    @Override
    public void watch(boolean input, boolean output) {
        boolean room = layer.wantsRoom();
        if (open) {
            // What is known already no byte will come to wake us for, but a socket is always ready to be written to.
            below().watch(input, output || room || input && layer.wantsRead());
        } else {
            below().watch(true, room);
            if (selector != null) {
                alarm.wake(selector, layer.patience());
            }
        }
    }

    @Override
    public int open() {
        if (!opening) {
            opening = true;
            failure = 0;
        }
        int result = layer.open();
        open = result > 0;
        if (result != 0) {
            alarm.cancel(); // it would wake who has nothing to do
        }
        return noted(result);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return noted(layer.read(buffer, offset, length));
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return noted(layer.write(buffer, offset, length));
    }

    private int noted(int result) {
        if (result < 0) {
            failure = result;
        }
        return result;
    }

    @Override
    public void close() {
        layer.close();
        alarm.cancel();
        opening = false;
        open = false;
    }

    /** What the layer has to say, or the transport below it. */
    @Override
    public String lastError() {
        String sentence = LayerErrors.explain(layer, failure);
        return sentence == null ? below().lastError() : sentence;
    }
}
