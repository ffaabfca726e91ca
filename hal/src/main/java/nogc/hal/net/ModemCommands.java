package nogc.hal.net;

/**
 * The commands on the way to a connection, as ESP-AT 2.0 and later take them (AT command set, "Wi-Fi" and "TCP/IP"),
 * and how long each may take.
 */
final class ModemCommands {
    static final int ECHO_OFF = 10;
    static final int CLOSE = 11;
    static final int MODE = 12;
    static final int SINGLE = 13;
    /** Up to ESP-AT 3. */
    static final int PASSIVE = 14;
    /** The same since ESP-AT 4. */
    static final int PASSIVE_TYPE = 15;
    static final int SECURITY = 16;
    static final int SERVER_NAME = 17;
    static final int COMMON_NAME = 18;
    static final int STATUS = 19;
    static final int JOIN = 20;
    static final int START = 21;

    private static final int ECHO_OFF_TIMEOUT = 1000;

    private final AtPort port;
    private final ModemOptions options;
    private final byte[] host = new byte[ModemOptions.LONGEST_HOST];
    private int hostLength;
    private int hostPort;

    ModemCommands(AtPort port, ModemOptions options) {
        this.port = port;
        this.options = options;
        setHost(options.host, 0, options.host.length, options.port);
    }

    void setHost(byte[] name, int offset, int length, int number) {
        System.arraycopy(name, offset, host, 0, length);
        hostLength = length;
        hostPort = number;
    }

    void say(int command) {
        write(command);
        port.send(false, timeout(command));
    }

    private void write(int command) {
        switch (command) {
            case ECHO_OFF:
                port.command("ATE0");
                break;
            case CLOSE:
                port.command("AT+CIPCLOSE");
                break;
            case MODE:
                port.command("AT+CWMODE=1");
                break;
            case SINGLE:
                port.command("AT+CIPMUX=0");
                break;
            case PASSIVE:
                port.command("AT+CIPRECVMODE=1");
                break;
            case PASSIVE_TYPE:
                port.command("AT+CIPRECVTYPE=1");
                break;
            case SECURITY:
                port.command("AT+CIPSSLCCONF=").number(options.security).text(",0,0");
                break;
            case SERVER_NAME:
                port.command("AT+CIPSSLCSNI=").quoted(host, hostLength);
                break;
            case COMMON_NAME:
                port.command("AT+CIPSSLCCN=").quoted(host, hostLength);
                break;
            case STATUS:
                port.command("AT+CIPSTATUS");
                break;
            case JOIN:
                port.command("AT+CWJAP=").quoted(options.accessPoint, options.accessPoint.length).text(",")
                        .quoted(options.password, options.password.length);
                break;
            default:
                port.command(options.security == ModemOptions.TCP ? "AT+CIPSTART=\"TCP\"," : "AT+CIPSTART=\"SSL\",")
                        .quoted(host, hostLength).text(",").number(hostPort);
                break;
        }
    }

    private int timeout(int command) {
        switch (command) {
            case ECHO_OFF:
                return ECHO_OFF_TIMEOUT;
            case JOIN:
                return options.joinTimeout;
            case START:
                return options.connectTimeout;
            default:
                return options.answerTimeout;
        }
    }
}
