package nogc.samples.gateway;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nogc.javase.client.BrokerTransport;

/** How a gateway was told to run. Times are milliseconds unless a name says otherwise. */
final class Settings {
    /** Whether each node has a connection of its own to the broker, with its own client identifier and will. */
    boolean transparent;
    String brokerHost = "127.0.0.1";
    int brokerPort = 1883;
    /** URIs in their place, of which one that opens is taken; none unless told. */
    final List<String> brokerUris = new ArrayList<>();
    /** Certificates to trust, in PEM, where the broker is reached by TLS; null for those of the JDK. */
    Path authorities;
    String user;
    String password;
    /** Of the gateway's own connection. */
    String clientId = "sn-gateway";

    /** The UDP port, or 0 for one that the system chooses, or -1 for none. */
    int port = 1884;
    /** Broadcast or multicast address, or null. */
    InetSocketAddress group;
    /** Serial devices, {@code tcp:host:port} for one behind a serial server. */
    final List<String> serials = new ArrayList<>();
    int serialLongest = 255;
    boolean forwarders = true;

    int gatewayId = 1;
    int advertiseSeconds = 900;
    boolean qosMinusOne = true;
    Predefined predefined = new Predefined();
    Path store;
    /** Whether what is in the store is on the disk, too, before anybody is told. */
    boolean sync;

    /** Octets that topics of nodes and what waits for them may take, of all nodes together. */
    long memory = Runtime.getRuntime().maxMemory() / 2;
    /** Nodes that have a session at once. */
    int clients = 2000;
    /** Messages that wait for a node. */
    int queue = 100;
    /** Names in the table of a node. */
    int topics = 500;
    /** Tretry, Nretry, Twait. */
    int retryTime = 5000;
    int retries = 4;
    int congestionWait = 301_000;
    /** How long a session without clean start is kept for a node that is gone. */
    int sessionSeconds = 86_400;

    /** The broker as a person may read it. */
    String broker() {
        return brokerUris.isEmpty() ? brokerHost + ":" + brokerPort
                : brokerUris.stream().map(BrokerTransport::shown).collect(Collectors.joining(", or "));
    }
}
