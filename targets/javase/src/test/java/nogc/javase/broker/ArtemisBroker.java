package nogc.javase.broker;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** Apache Artemis inside this JVM, in memory only: MQTT 3.1.1 and 5.0, all QoS, no authentication. */
public final class ArtemisBroker implements Broker {
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final int port;

    private ArtemisBroker() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(-1)
                .setMqttSessionScanInterval(200)
                .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:0?protocols=MQTT&useEpoll=false");
        server.setConfiguration(configuration);
        server.start();
        NettyAcceptor acceptor = (NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor("mqtt");
        port = acceptor.getActualPort();
    }

    /** Starts one, which takes about a second the first time. */
    public static ArtemisBroker start() {
        try {
            return new ArtemisBroker();
        } catch (Exception e) {
            throw new AssertionError("Artemis does not start", e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("Artemis does not stop", e);
        }
    }
}
