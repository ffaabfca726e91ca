package nogc.javase.client;

import java.util.List;
import nogc.hal.net.EndpointList;
import nogc.javase.Selectable;
import nogc.javase.SelectableLayer;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.tls.TlsOptions;
import nogc.mqtt.Config;

/** The ways to the brokers that a builder was told of, as one transport that knows which of them it takes. */
final class Ways {
    final Selectable transport;
    private final MqttClientBuilder builder;
    /** Null where there is one only, or the application's own transport. */
    private final EndpointList list;

    private Ways(MqttClientBuilder builder, Selectable transport, EndpointList list) {
        this.builder = builder;
        this.transport = transport;
        this.list = list;
    }

    static Ways of(MqttClientBuilder builder, Config config) {
        if (builder.transport != null) {
            return new Ways(builder, builder.transport, null);
        }
        TlsOptions tls = builder.tls != null ? builder.tls : new TlsOptions();
        Selectable[] all = new Selectable[builder.uris.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = builder.uris.get(i).transport(tls, builder.headers, config.transmitBuffer, builder.proxy);
        }
        if (all.length == 1) {
            return new Ways(builder, all[0], null);
        }
        EndpointList list = new EndpointList(null, new SteadyClock(), new SystemEntropy(), builder.order, all.length);
        list.attemptTimeout = Math.max(config.connectTimeout / all.length, 1); // each has its turn within one attempt
        list.stableAfter = builder.stableAfter;
        list.returnAfter = builder.returnAfter;
        for (Selectable way : all) {
            if (list.add(way) < 0) {
                throw new IllegalStateException("a list for all brokers has no room for them");
            }
        }
        return new Ways(builder, new SelectableLayer(list, all), list);
    }

    /** All of them, for the log. */
    String all() {
        return builder.where();
    }

    /** The broker at which we are, for the log. The client's thread. */
    String here() {
        return list == null ? all()
                : list.current() < 0 ? "the server that " + all() + " sent us to"
                : builder.uris.get(list.current()).toString();
    }

    /** All that were tried in vain, for the log. The client's thread. */
    String tried() {
        return list == null ? all() : all() + " (the last was " + here() + ")";
    }
}
