package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import nogc.hal.Pin;

/** A board with a modem and a server, in virtual time: a millisecond passes with each {@link #step}. */
final class Board implements EspAtModem.Network {
    static final byte[] HELLO = EspAtModem.bytes("hello, modem");

    final FakeClock clock = new FakeClock();
    final FakeUart line = new FakeUart(256);
    final EspAtModem modem = new EspAtModem(this);
    final ModemOptions options = new ModemOptions();
    ModemTransport transport;

    // the server
    int connectResult;
    int connections;
    String endpoint;
    boolean open;
    /** What the server of this connection got. */
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    private byte[] pending = new byte[0];

    Board() {
        options.accessPoint = EspAtModem.bytes("net");
        options.password = EspAtModem.bytes("secret");
        options.host = EspAtModem.bytes("broker.example");
    }

    Board build(Pin reset) {
        transport = new ModemTransport(line, clock, reset, options);
        return this;
    }

    static Board ready() {
        Board board = new Board().build(null);
        board.opens();
        return board;
    }

    @Override
    public int connect(boolean tls, String host, int port) {
        endpoint = (tls ? "ssl://" : "tcp://") + host + ":" + port;
        if (connectResult == 0) {
            connections++;
            open = true;
            got = new ByteArrayOutputStream();
            pending = new byte[0];
        }
        return connectResult;
    }

    @Override
    public boolean send(byte[] bytes) {
        got.writeBytes(bytes);
        return true;
    }

    @Override
    public void close() {
        open = false;
    }

    /** The server sends. */
    void serverSends(byte[] bytes) {
        byte[] all = new byte[pending.length + bytes.length];
        System.arraycopy(pending, 0, all, 0, pending.length);
        System.arraycopy(bytes, 0, all, pending.length, bytes.length);
        pending = all;
    }

    /** A millisecond: at 115,200 baud some 12 bytes each way. */
    void step() {
        for (int i = 0; i < 12; i++) {
            int next = line.take();
            if (next >= 0) {
                modem.hear(next);
            }
        }
        int count = Math.min(pending.length, modem.room());
        if (count > 0) {
            byte[] now = new byte[count];
            System.arraycopy(pending, 0, now, 0, count);
            byte[] rest = new byte[pending.length - count];
            System.arraycopy(pending, count, rest, 0, rest.length);
            pending = rest;
            modem.receive(now);
        }
        modem.tick(1);
        for (int i = 0; i < 12; i++) {
            int next = modem.next();
            if (next < 0) {
                break;
            }
            line.give(next);
        }
        clock.now++;
    }

    /** Steps while time passes; nobody asks the transport meanwhile. */
    void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            step();
        }
    }

    /** Opens until there is a result; fails when that takes longer than every time-out together. */
    int tryOpen() {
        for (int i = 0; i < 120_000; i++) {
            int result = transport.open();
            if (result != 0) {
                return result;
            }
            step();
        }
        return fail("open() hangs; the modem heard " + modem.commands);
    }

    void opens() {
        int result = tryOpen();
        if (result != 1) {
            fail("open() answers " + result + ", cause " + transport.cause() + "; the modem heard " + modem.commands);
        }
    }

    /** The stream carries bytes both ways. */
    void works() {
        assertEquals(HELLO.length, write(HELLO));
        assertTrue(got.toString().endsWith("hello, modem"), got.toString());
        serverSends(HELLO);
        assertArrayEquals(HELLO, read(HELLO.length));
    }

    void reopens() {
        transport.close();
        opens();
        works();
    }

    /** Writes all, as a client does: what was not taken is offered again. */
    int write(byte[] bytes) {
        int taken = 0;
        for (int i = 0; i < 60_000; i++) {
            int count = transport.write(bytes, taken, bytes.length - taken);
            if (count < 0) {
                return count;
            }
            taken += count;
            if (taken == bytes.length) {
                return taken;
            }
            step();
        }
        return fail("write() hangs after " + taken + " bytes; the modem heard " + modem.commands);
    }

    /** Reads until so many bytes came, or the stream ends. */
    byte[] read(int wanted) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[100];
        for (int i = 0; i < 60_000 && all.size() < wanted; i++) {
            int count = transport.read(buffer, 7, 90);
            if (count < 0) {
                return all.toByteArray();
            }
            all.write(buffer, 7, count);
            if (count == 0) {
                step();
            }
        }
        return all.toByteArray();
    }

    /** Reads until there is a code. */
    int readCode() {
        byte[] buffer = new byte[100];
        for (int i = 0; i < 60_000; i++) {
            int count = transport.read(buffer, 0, 100);
            if (count < 0) {
                return count;
            }
            step();
        }
        return fail("read() never ends");
    }
}
