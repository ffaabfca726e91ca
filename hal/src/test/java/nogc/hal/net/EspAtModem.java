package nogc.hal.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * A modem as the ESP-AT documentation describes it, bytes in and bytes out, in a time that it is told; strict: what
 * ESP-AT would refuse gets ERROR, what comes while it works gets "busy p...". What a test wants to go wrong it says by
 * the fields and by {@link #reboot}, {@link #loseAccessPoint}, {@link #endConnection}.
 */
public final class EspAtModem {
    /** What the modem is connected to. */
    public interface Network {
        /** 0: connected; else the lines to say before ERROR are in the answer: 1 refused, 2 host not found. */
        int connect(boolean tls, String host, int port);

        /** The modem's TCP took these bytes; false: it could not. */
        boolean send(byte[] bytes);

        /** The modem closed the connection. */
        void close();
    }

    /** How this firmware does passive receive. */
    public enum Passive {
        /** AT+CIPRECVMODE: ESP-AT 2 and 3. */
        MODE,
        /** AT+CIPRECVTYPE: ESP-AT 4 and later. */
        TYPE,
        /** Not at all. */
        NONE
    }

    /** The bytes of received data that it holds. */
    public static final int WINDOW = 5760;

    // what it is
    public Passive passiveCommand = Passive.MODE;
    public String accessPoint = "net";
    public String password = "secret";
    /** Times of the steps, in milliseconds. */
    public int answerTime = 2;
    public int joinTime = 3000;
    public int connectTime = 100;
    public int bootTime = 300;
    public int sendTime = 5;

    // what goes wrong
    /** It is off, or wedged: it says and hears nothing until it is reset by its pin. */
    public boolean dead;
    /** The next so many commands are dropped with "busy p...". */
    public int busy;
    /** The next SEND fails. */
    public boolean failSend;
    /** The next prompt is not said, though it is meant. */
    public boolean loseNextPrompt;
    /** It does not announce what stays behind after a read. */
    public boolean forgetsToAnnounce;
    /** Said before the answer to the next command. */
    public String interleaved = "";

    // what a test looks at
    public final List<String> commands = new ArrayList<>();
    public final List<String> refused = new ArrayList<>();
    public int boots;

    private final Network network;
    private final Queue<Byte> output = new ArrayDeque<>();
    private final Agenda agenda = new Agenda();

    private boolean echo;
    private boolean joined;
    private boolean stationMode;
    private boolean single;
    private boolean passive;
    private boolean tlsConfigured;
    private boolean working;
    private boolean linked;
    private boolean ended;
    private boolean announced;
    private byte[] received = new byte[0];
    private final StringBuilder line = new StringBuilder();
    private byte[] sending;
    private int sendingCount;
    private int lastByteAt = -1000;
    private int pluses;

    /** A modem that has been on for a while, with the settings of a start. */
    public EspAtModem(Network network) {
        this.network = network;
        settingsOfAStart();
    }

    private void settingsOfAStart() {
        echo = true;
        joined = false;
        stationMode = false;
        single = true;
        passive = false;
        tlsConfigured = false;
        working = false;
        linked = false;
        ended = false;
        announced = false;
        received = new byte[0];
        line.setLength(0);
        sending = null;
        pluses = 0;
    }

    /** Time passes. */
    public void tick(int millis) {
        agenda.pass(millis);
        if (pluses == 3 && agenda.now() - lastByteAt >= 20) {
            pluses = 0;
            if (sending != null) {
                sending = null;
                say("\r\nSEND Canceled\r\n");
            }
        }
    }

    /** The next byte that it says, or -1. */
    public int next() {
        Byte next = output.poll();
        return next == null ? -1 : next & 0xFF;
    }

    private void say(String text) {
        if (!dead) {
            for (int i = 0; i < text.length(); i++) {
                output.add((byte) text.charAt(i));
            }
        }
    }

    private void say(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            output.add(bytes[i]);
        }
    }

    /** It hears a byte. */
    public void hear(int next) {
        if (dead) {
            return;
        }
        boolean paused = agenda.now() - lastByteAt >= 20;
        lastByteAt = agenda.now();
        if (sending != null) {
            // +++ alone between two pauses cancels; as part of other data it is data
            pluses = next == '+' && (paused || pluses > 0) ? pluses + 1 : 0;
            sending[sendingCount++] = (byte) next;
            if (sendingCount == sending.length) {
                send();
            }
            return;
        }
        line.append((char) next);
        if (line.length() > 2000) {
            line.setLength(0);
        }
        if (next == '\n') {
            String command = line.toString();
            line.setLength(0);
            if (echo) {
                say(command);
            }
            perform(command);
        }
    }

    private void perform(String text) {
        if (working) {
            say("busy p...\r\n");
            return;
        }
        if (text.equals("\r\n")) {
            return;
        }
        if (!text.endsWith("\r\n") || text.length() > 256) {
            say("\r\nERROR\r\n");
            return;
        }
        String command = text.substring(0, text.length() - 2);
        commands.add(command);
        if (busy > 0) {
            busy--;
            say("busy p...\r\n");
            return;
        }
        working = true;
        say(interleaved);
        interleaved = "";
        perform(new AtCommand(command));
    }

    private void answer(boolean good) {
        if (!good) {
            refused.add(commands.get(commands.size() - 1));
        }
        agenda.after(answerTime, () -> {
            working = false;
            say(good ? "\r\nOK\r\n" : "\r\nERROR\r\n");
        });
    }

    private void perform(AtCommand command) {
        int first = command.number(0);
        switch (command.name) {
            case "AT" -> answer(command.hasNoValues());
            case "ATE0" -> {
                echo = false;
                answer(command.hasNoValues());
            }
            case "AT+RST" -> {
                say("\r\nOK\r\n");
                agenda.after(10, this::reboot);
            }
            case "AT+CWMODE" -> {
                stationMode |= first == 1;
                answer(first == 1);
            }
            case "AT+CIPMUX" -> {
                boolean good = first == 0 && !linked;
                single |= good;
                answer(good);
            }
            case "AT+CIPRECVMODE", "AT+CIPRECVTYPE" -> {
                boolean known = command.name.equals("AT+CIPRECV" + passiveCommand);
                passive |= known && first == 1;
                answer(known && first == 1);
            }
            case "AT+CIPSSLCCONF" -> {
                tlsConfigured = first >= 0 && first <= 3 && command.number(1) == 0 && command.number(2) == 0;
                answer(tlsConfigured);
            }
            case "AT+CIPSSLCSNI", "AT+CIPSSLCCN" -> answer(command.string(0) != null);
            case "AT+CIPSTATUS" -> {
                say("STATUS:" + (linked && !ended ? 3 : joined ? 2 : 5) + "\r\n");
                answer(command.hasNoValues());
            }
            case "AT+CWJAP" -> join(command.string(0), command.string(1));
            case "AT+CIPSTART" -> start(command.string(0), command.string(1), command.number(2));
            case "AT+CIPCLOSE" -> close();
            case "AT+CIPSEND" -> prompt(first);
            case "AT+CIPRECVDATA" -> give(first);
            default -> answer(false);
        }
    }

    private void join(String name, String key) {
        if (!stationMode || name == null || key == null) {
            answer(false);
            return;
        }
        if (joined) {
            loseAccessPoint();
        }
        agenda.after(joinTime, () -> {
            working = false;
            int error = !name.equals(accessPoint) ? 3 : !key.equals(password) ? 2 : 0;
            joined = error == 0;
            say(joined ? "WIFI CONNECTED\r\nWIFI GOT IP\r\n\r\nOK\r\n" : "+CWJAP:" + error + "\r\n\r\nERROR\r\n");
        });
    }

    private void start(String type, String host, int port) {
        boolean tls = "SSL".equals(type);
        if (!tls && !"TCP".equals(type) || host == null || host.isEmpty() || host.length() > 64 || port < 1
                || port > 65535 || !single || tls && !tlsConfigured) {
            answer(false);
        } else if (linked) {
            say("ALREADY CONNECTED\r\n");
            answer(false);
        } else {
            agenda.after(connectTime, () -> {
                working = false;
                int result = joined ? network.connect(tls, host, port) : 1;
                if (result == 0) {
                    linked = true;
                    ended = false;
                    announced = false;
                    received = new byte[0];
                    say("CONNECT\r\n\r\nOK\r\n");
                } else {
                    say((result == 2 ? "DNS Fail\r\n" : "") + "\r\nERROR\r\n");
                }
            });
        }
    }

    private void close() {
        boolean was = linked;
        if (linked) {
            unlink();
            say("CLOSED\r\n");
        }
        answer(was);
    }

    private void unlink() {
        linked = false;
        received = new byte[0];
        network.close();
    }

    private void prompt(int count) {
        if (!linked || ended || count < 1 || count > 8192) {
            if (!linked) {
                say("link is not valid\r\n");
            }
            answer(false);
            return;
        }
        agenda.after(answerTime, () -> {
            sending = new byte[count];
            sendingCount = 0;
            say("\r\nOK\r\n\r\n");
            if (loseNextPrompt) {
                loseNextPrompt = false;
            } else {
                say(">");
            }
            working = false;
        });
    }

    private void send() {
        byte[] bytes = sending;
        sending = null;
        pluses = 0;
        working = true;
        say("\r\nRecv " + bytes.length + " bytes\r\n");
        agenda.after(sendTime, () -> {
            working = false;
            if (!linked || ended) {
                say("\r\nERROR\r\n");
            } else if (failSend || !network.send(bytes)) {
                failSend = false;
                say("\r\nSEND FAIL\r\n");
            } else {
                say("\r\nSEND OK\r\n");
            }
        });
    }

    private void give(int wanted) {
        if (!passive || !linked || wanted < 1 || received.length == 0) {
            answer(false);
            return;
        }
        agenda.after(answerTime, () -> {
            working = false;
            int count = Math.min(wanted, received.length);
            say("+CIPRECVDATA:" + count + ",");
            say(received, count);
            say("\r\nOK\r\n");
            received = Arrays.copyOfRange(received, count, received.length);
            announced = false;
            if (!forgetsToAnnounce) {
                announce();
            }
            sayClosedOnceRead();
        });
    }

    private void announce() {
        if (received.length > 0 && !announced) {
            announced = true;
            say("+IPD," + received.length + "\r\n");
        }
    }

    private void sayClosedOnceRead() {
        if (linked && ended && received.length == 0) {
            linked = false;
            say("CLOSED\r\n");
        }
    }

    /** How much more of the server's data it takes. */
    public int room() {
        return linked && !ended ? WINDOW - received.length : 0;
    }

    /** The server sent bytes. */
    public void receive(byte[] bytes) {
        if (!linked || ended) {
            return;
        }
        if (!passive) {
            say("\r\n+IPD," + bytes.length + ":");
            say(bytes, bytes.length);
            return;
        }
        int before = received.length;
        received = Arrays.copyOf(received, before + bytes.length);
        System.arraycopy(bytes, 0, received, before, bytes.length);
        announce();
    }

    /** The server closed the connection: what it sent before can still be read, and the end is said after it. */
    public void endConnection() {
        if (linked && !ended) {
            ended = true;
            network.close();
            sayClosedOnceRead();
        }
    }

    /** The radio link breaks. */
    public void loseAccessPoint() {
        if (joined) {
            joined = false;
            say("WIFI DISCONNECT\r\n");
            if (linked) {
                unlink();
                say("CLOSED\r\n");
            }
        }
    }

    /** It starts anew: by itself, by AT+RST, or by its pin. */
    public void reboot() {
        agenda.forget();
        boots++;
        dead = false;
        if (linked) {
            unlink();
        }
        settingsOfAStart();
        working = true;
        say("\u00fe\u0000 ets Jan  8 2013,rst cause:2\r\n\u00ff\u00ff\u0080");
        agenda.after(bootTime, () -> {
            working = false;
            say("\r\nready\r\n");
        });
    }

    /** Noise on the line. */
    public void noise(String text) {
        say(text);
    }

    /** Whether a connection stands. */
    public boolean isLinked() {
        return linked && !ended;
    }

    /** Whether it waits for payload. */
    public boolean isTakingPayload() {
        return sending != null;
    }

    /** The text of bytes, one character each. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
