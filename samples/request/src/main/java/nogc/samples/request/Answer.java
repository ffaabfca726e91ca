package nogc.samples.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import nogc.javase.Sleeper;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.request.Responder;

/**
 * Answers requests to {@code time}, whose payload is the name of a time zone. The pattern: {@code take} inside
 * {@code onMessage}, {@code reply} when there is an answer; here that is at once, but it may be any time later. Where
 * no more can wait, the message is refused with 0x97, and the asker's time-out says the rest.
 */
public final class Answer extends Listener {
    private final TcpTransport transport;
    private final Client client;
    private final Responder responder;

    private Answer(String host, int port) {
        transport = new TcpTransport(host, port);
        client = new Client(new Config(), new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), this);
        responder = new Responder(client, 8, 128, 64, 0);
    }

    /**
     * Answers until it is killed.
     *
     * @param args host and port of the broker
     * @throws IOException if the system has no selector
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !args[1].matches("[0-9]{1,5}")) {
            System.err.println("answer: give a host and a port: 127.0.0.1 1883");
            System.exit(2);
        }
        new Answer(args[0], Integer.parseInt(args[1])).run();
        System.exit(1);
    }

    private void run() throws IOException {
        if (client.connect(new ConnectOptions()) < 0) {
            throw new IOException("cannot connect with these options");
        }
        try (Sleeper sleeper = new Sleeper(transport)) {
            for (int wait = client.poll(); !client.isIdle(); wait = client.poll()) {
                sleeper.sleep(wait, client.wantsInput(), client.wantsOutput());
            }
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        if (client.subscribe(new TopicFilter("time"), 1) < 0) {
            throw new IllegalStateException("a new connection has room for a subscription");
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        System.out.println(result == Result.OK ? "answers" : "the broker refuses the subscription");
    }

    @Override
    public int onMessage(Message message) {
        int request = responder.take(message);
        if (request == Result.FULL) {
            return ReasonCode.QUOTA_EXCEEDED;
        }
        if (request > 0) {
            byte[] answer = timeIn(message.payloadString()).getBytes(StandardCharsets.UTF_8);
            if (responder.reply(request, answer, 0, answer.length, 1, null) < 0) {
                return responder.drop(request) == Result.OK ? ReasonCode.QUOTA_EXCEEDED : ACCEPT;
            }
        }
        return ACCEPT; // also what is no request
    }

    private static String timeIn(String zone) {
        try {
            return ZonedDateTime.now(ZoneId.of(zone)).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException e) {
            return "no such time zone";
        }
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        System.err.println("answer: no connection (result " + cause + "); trying again");
    }
}
