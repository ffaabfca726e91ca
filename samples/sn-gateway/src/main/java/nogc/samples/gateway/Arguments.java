package nogc.samples.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import nogc.javase.client.BrokerTransport;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;

/** Reads the command line. */
final class Arguments {
    static final String HELP = """
            sn-gateway: between MQTT-SN 1.2 nodes and an MQTT 5.0 broker

            Broker
              --broker HOST[:PORT]    127.0.0.1:1883 unless told
              --broker URI            mqtts://host:8883, ws:, wss: or unix:; several times for several, one of which is
                                      taken
              --cafile FILE           the authorities to trust for mqtts: and wss:, in place of the JDK's
              --user NAME             with --password-file FILE
              --transparent           a connection for each node, with its identifier, session and will; without it one
                                      connection serves all
              --id ID                 client identifier of the gateway, sn-gateway unless told

            Nodes
              --port PORT             UDP, 1884 unless told; 0 for a free one, none for no UDP
              --group ADDRESS[:PORT]  broadcast or multicast: for discovery; the port is that of --port unless told: at
                                      another one ADVERTISE is heard, but a search comes to nobody
              --serial DEVICE[:BAUD]  nodes behind a serial line, several times for several; 115200 unless told
              --serial tcp:HOST:PORT  the same behind a serial server
              --gateway-id ID         1 unless told, 1 to 255
              --advertise SECONDS     between two ADVERTISE, 900 unless told, 0 for none
              --predefined FILE       a predefined topic in each line: id topic [for client]
              --no-qos-minus-one      refuse messages of nodes that are not connected
              --no-forwarder          refuse envelopes of forwarders

            Limits
              --store FILE            keep sessions, what waits in them and what is on its way to the broker over a
                                      sudden end; beside it FILE.broker, with --transparent a folder FILE.nodes
              --sync                  with --store: over a power cut, too; each message waits for the disk some times
              --clients COUNT         nodes at once, 2000 unless told
              --queue COUNT           messages that wait for a node, 100 unless told
              --topics COUNT          topics in the table of a node, 500 unless told
              --retry SECONDS         until a message to a node is repeated (Tretry), 5 unless told
              --retries COUNT         until the node is lost (Nretry), 4 unless told
              --session SECONDS       a session is kept for a node that is gone, 86400 unless told
            """;

    private final String[] words;
    private int next;
    /** Brokers that were named by a host. */
    private int hosts;

    private Arguments(String[] words) {
        this.words = words;
    }

    /**
     * Reads it.
     *
     * @throws SettingsException with the line that says what to change
     */
    static Settings parse(String... words) throws SettingsException {
        return new Arguments(words).settings();
    }

    private Settings settings() throws SettingsException {
        Settings settings = new Settings();
        String group = null;
        String passwordFile = null;
        while (next < words.length) {
            String option = words[next++];
            switch (option) {
                case "--broker" -> broker(settings, value(option));
                case "--cafile" -> settings.authorities = readable(option);
                case "--user" -> settings.user = text(option);
                case "--password-file" -> passwordFile = value(option);
                case "--transparent" -> settings.transparent = true;
                case "--id" -> settings.clientId = text(option);
                case "--port" -> settings.port = port(option);
                case "--group" -> group = value(option);
                case "--serial" -> settings.serials.add(value(option));
                case "--gateway-id" -> settings.gatewayId = number(option, 1, 255);
                case "--advertise" -> settings.advertiseSeconds = number(option, 0, 65535);
                case "--predefined" -> settings.predefined = Predefined.read(path(option));
                case "--no-qos-minus-one" -> settings.qosMinusOne = false;
                case "--no-forwarder" -> settings.forwarders = false;
                case "--store" -> settings.store = store(option);
                case "--sync" -> settings.sync = true;
                case "--clients" -> settings.clients = number(option, 1, 60_000);
                case "--queue" -> settings.queue = number(option, 1, 100_000);
                case "--topics" -> settings.topics = number(option, 1, 65_000);
                case "--retry" -> settings.retryTime = milliseconds(option);
                case "--retries" -> settings.retries = number(option, 0, 100);
                case "--session" -> settings.sessionSeconds = number(option, 1, 2_000_000);
                default -> throw new SettingsException("there is no '" + option + "'; see --help");
            }
        }
        if (passwordFile != null) {
            settings.password = Passwords.read(Path.of(passwordFile));
        }
        if (hosts > 1 || hosts == 1 && !settings.brokerUris.isEmpty()) {
            throw new SettingsException("several --broker: give each as a URI, such as mqtt://" + settings.brokerHost
                    + ":" + settings.brokerPort);
        }
        if (settings.authorities != null && settings.brokerUris.stream().noneMatch(BrokerTransport::isSecure)) {
            throw new SettingsException("--cafile needs a --broker mqtts://… or wss://…");
        }
        if (settings.password != null && settings.user == null) {
            throw new SettingsException("--password-file needs --user");
        }
        if (settings.sync && settings.store == null) {
            throw new SettingsException("--sync needs --store");
        }
        if (settings.port < 0 && settings.serials.isEmpty()) {
            throw new SettingsException("--port none needs a --serial, or there is no way to a node");
        }
        if (group != null) {
            settings.group = group(settings, group);
        }
        return settings;
    }

    private String value(String option) throws SettingsException {
        if (next == words.length) {
            throw new SettingsException(option + " needs a value behind it; see --help");
        }
        return words[next++];
    }

    private String text(String option) throws SettingsException {
        String text = value(option);
        if (text.isEmpty() || new Utf8String(65_535).set(text) != Result.OK) {
            throw new SettingsException(option + " must be 1 to 65535 bytes of text without U+0000");
        }
        return text;
    }

    private Path path(String option) throws SettingsException {
        return Path.of(value(option));
    }

    private int number(String option, int least, int most) throws SettingsException {
        return number(option, value(option), least, most);
    }

    private static int number(String option, String text, int least, int most) throws SettingsException {
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new SettingsException(option + " must be a number from " + least + " to " + most + ", not '" + text
                + "'");
    }

    private int milliseconds(String option) throws SettingsException {
        String text = value(option);
        if (text.matches("[0-9]{1,4}(\\.[0-9]{1,9})?")) {
            double seconds = Double.parseDouble(text);
            if (seconds >= 0.05 && seconds <= 3600) {
                return (int) Math.round(seconds * 1000);
            }
        }
        throw new SettingsException(option + " must be a number of seconds from 0.05 to 3600, not '" + text + "'");
    }

    private int port(String option) throws SettingsException {
        String text = value(option);
        return text.equals("none") ? -1 : number(option, text, 0, 65535);
    }

    private Path store(String option) throws SettingsException {
        Path file = path(option);
        if (Files.isDirectory(file)) {
            throw new SettingsException(option + " must be a file, not the folder " + file);
        }
        return file;
    }

    private Path readable(String option) throws SettingsException {
        Path file = path(option);
        if (!Files.isReadable(file)) {
            throw new SettingsException(option + " " + file + " cannot be read");
        }
        return file;
    }

    private void broker(Settings settings, String text) throws SettingsException {
        if (text.contains("://") || text.startsWith("unix:")) {
            try {
                BrokerTransport.isSecure(text);
            } catch (IllegalArgumentException e) {
                throw new SettingsException("--broker: " + e.getMessage());
            }
            settings.brokerUris.add(text);
            return;
        }
        hosts++;
        int colon = text.lastIndexOf(':');
        boolean bare = colon < 0 || text.indexOf(':') != colon && !text.startsWith("["); // an IPv6 address
        settings.brokerHost = (bare ? text : text.substring(0, colon)).replaceAll("[\\[\\]]", "");
        if (settings.brokerHost.isEmpty()) {
            throw new SettingsException("--broker needs a host: 127.0.0.1:1883");
        }
        if (!bare) {
            settings.brokerPort = number("the port of --broker", text.substring(colon + 1), 1, 65535);
        }
    }

    private static InetSocketAddress group(Settings settings, String text) throws SettingsException {
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? settings.port : number("the port of --group", text.substring(colon + 1), 1, 65535);
        if (!host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || port < 1) {
            throw new SettingsException(
                    "--group must be an IPv4 address, and a port if --port has none: 225.1.1.1:1884");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new SettingsException("--group must be an IPv4 address, not '" + host + "'");
        }
    }
}
