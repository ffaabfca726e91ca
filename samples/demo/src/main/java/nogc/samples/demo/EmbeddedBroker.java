package nogc.samples.demo;

import nogc.samples.sensor.jvm.Endpoint;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** Apache Artemis in this JVM, on a free port of the loopback interface, in memory only. */
final class EmbeddedBroker implements AutoCloseable {
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final Endpoint endpoint;

    /** Starts it, in about a second. */
    EmbeddedBroker() throws Exception {
        server.setConfiguration(new ConfigurationImpl().setPersistenceEnabled(false).setSecurityEnabled(false)
                .setJMXManagementEnabled(false).setMaxDiskUsage(-1)
                .setMqttSessionScanInterval(100) // how soon the will of a lost client is published, in milliseconds
                .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:0?protocols=MQTT&useEpoll=false"));
        server.start();
        NettyAcceptor acceptor = (NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor("mqtt");
        endpoint = new Endpoint("127.0.0.1", acceptor.getActualPort());
    }

    Endpoint endpoint() {
        return endpoint;
    }

    String name() {
        return "Apache Artemis " + server.getActiveMQServer().getVersion().getFullVersion() + ", in this JVM";
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker does not stop", e);
        }
    }
}
