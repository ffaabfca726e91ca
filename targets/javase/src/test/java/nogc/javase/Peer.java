package nogc.javase;

import nogc.javase.broker.ArtemisBroker;
import nogc.javase.broker.Broker;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;

/** A broker and a version of the protocol: what every test of the common behaviour runs against. Brokers start once. */
enum Peer {
    MOSQUITTO_311(true, 4), MOSQUITTO_5(true, 5), ARTEMIS_311(false, 4), ARTEMIS_5(false, 5);

    private static Broker mosquitto;
    private static Broker artemis;

    final boolean isMosquitto;
    final int version;

    Peer(boolean isMosquitto, int version) {
        this.isMosquitto = isMosquitto;
        this.version = version;
    }

    int port() {
        return broker(isMosquitto).port();
    }

    private static synchronized Broker broker(boolean isMosquitto) {
        if (isMosquitto && mosquitto == null) {
            mosquitto = MosquittoBroker.configure().quiet().run();
        } else if (!isMosquitto && artemis == null) {
            artemis = ArtemisBroker.start();
        }
        return isMosquitto ? mosquitto : artemis;
    }

    /** For {@code @AfterAll} of a class that used {@link #port}. */
    static synchronized void stopBrokers() {
        if (mosquitto != null) {
            mosquitto.close();
            mosquitto = null;
        }
        if (artemis != null) {
            artemis.close();
            artemis = null;
        }
    }

    Protocol protocol() {
        return version == 5 ? new Mqtt5() : new Mqtt311();
    }

    TestClient client(String identifier) {
        return new TestClient(identifier, protocol(), port());
    }
}
