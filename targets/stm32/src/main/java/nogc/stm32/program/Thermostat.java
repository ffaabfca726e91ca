package nogc.stm32.program;

import java.util.ArrayDeque;
import nogc.hal.Thermometer;
import nogc.hal.net.SerialTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;
import nogc.stm32.Chip;
import nogc.stm32.Literal;

/**
 * An application written as for a PC, for the profile {@code gc}: it makes strings, a queue and exceptions with each
 * message, over the client, which makes no garbage.
 * <pre>
 *   nogc/thermostat/set     in   21.5
 *   nogc/thermostat/report  out  17: set 21.5, reading 22.9     or     18: refused warm
 * </pre>
 * A report that finds no room waits in the queue. When {@link #MOST} wait, the next command is not read yet, and TCP
 * holds back who sends them: the heap stays bounded. Reports leave at QoS 0, since an acknowledgement that comes behind
 * an unread command would never be read.
 */
final class Thermostat extends Listener {
    private static final int MOST = 32;
    private static final int COLDEST = 50;
    private static final int WARMEST = 350;

    private final Chip chip;
    private final ArrayDeque<String> reports = new ArrayDeque<>();
    private final Topic report = new Topic("nogc/thermostat/report");
    private final TopicFilter set = new TopicFilter("nogc/thermostat/set");
    private Client client;
    private boolean subscribing;
    private int commands;

    private Thermostat(Chip chip) {
        this.chip = chip;
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        subscribing = true;
    }

    /** Again until there is room for it. */
    private void subscribe() {
        subscribing = client.isConnected() && client.subscribe(set, 1) < 0;
    }

    @Override
    public int onMessage(Message message) {
        if (reports.size() == MOST) {
            return WAIT;
        }
        reports.add(obey(message.payloadString()));
        return ACCEPT;
    }

    private String obey(String command) {
        commands++;
        try {
            int tenths = tenths(command);
            return commands + ": set " + decimal(tenths) + ", reading " + reading();
        } catch (IllegalArgumentException e) {
            return commands + ": refused " + command;
        }
    }

    /** Tenths of a degree from 5 to 35; of a decimal number the first digit behind the point counts. */
    private static int tenths(String command) {
        int point = command.indexOf('.');
        String whole = point < 0 ? command : command.substring(0, point);
        String fraction = point < 0 ? "0" : command.substring(point + 1, Math.min(point + 2, command.length()));
        int tenths = Integer.parseInt(whole) * 10 + Integer.parseInt(fraction);
        if (tenths < COLDEST || tenths > WARMEST) {
            throw new IllegalArgumentException("not from 5 to 35");
        }
        return tenths;
    }

    private String reading() {
        int thousandths = chip.milliCelsius();
        return thousandths == Thermometer.NO_READING ? "none" : decimal(thousandths / 100);
    }

    private static String decimal(int tenths) {
        StringBuilder text = new StringBuilder();
        if (tenths < 0) {
            text.append('-');
        }
        return text.append(Math.abs(tenths) / 10).append('.').append(Math.abs(tenths) % 10).toString();
    }

    /** Whether a report found room. */
    private boolean publishReports() {
        int before = reports.size();
        while (!reports.isEmpty()) {
            byte[] payload = Literal.bytes(reports.peek());
            if (client.publish(report, payload, 0, payload.length, 0, false) < 0) {
                break;
            }
            reports.remove();
        }
        if (before == MOST && reports.size() < MOST) {
            client.resume();
        }
        return reports.size() < before;
    }

    static void run(Protocol protocol) {
        Chip chip = new Chip();
        Config config = PublishOnce.config(2, 20, 0); // as many as Mosquitto has in flight
        Thermostat thermostat = new Thermostat(chip);
        Client client = new Client(config, protocol, new SerialTransport(chip, chip, 20), chip, chip, thermostat);
        thermostat.client = client;
        ConnectOptions options = new ConnectOptions();
        options.clientId = chip.name();
        options.cleanStart = 0;
        chip.require(client.connect(options));
        for (;;) {
            int wait = client.poll();
            if (thermostat.subscribing) {
                thermostat.subscribe();
                wait = 0;
            }
            chip.idle(thermostat.publishReports() ? 0 : wait);
        }
    }
}
