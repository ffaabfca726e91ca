package nogc.stm32;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nogc.hal.net.EspAtModem;

/**
 * A modem on the serial line of an emulated board: the strict model of ESP-AT that the driver's own tests use, in real
 * time, with a real connection to a real broker. What it says it says in pieces with pauses.
 */
final class ModemBox implements AutoCloseable {
    private final EspAtModem modem = new EspAtModem(new Network());
    private final String host;
    private final int brokerPort;
    private final ServerSocketChannel listener;
    private final Thread thread = new Thread(this::serve, "modem");
    private final Random random;
    private SocketChannel serial;
    private SocketChannel broker;
    private volatile boolean off;
    private volatile Throwable failure;
    private int connections;

    /**
     * A modem that is on, in reach of its access point.
     *
     * @param host the only name that its network knows
     * @param brokerPort where that leads, on this machine
     * @param seed of the pieces that it speaks in
     */
    ModemBox(String accessPoint, String password, String host, int brokerPort, long seed) {
        modem.accessPoint = accessPoint;
        modem.password = password;
        modem.joinTime = 300;
        modem.connectTime = 20;
        this.host = host;
        this.brokerPort = brokerPort;
        random = new Random(seed);
        System.out.println("modem speaks in pieces by seed " + seed);
        try {
            listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.start();
    }

    /** Where the board's serial line is to be plugged in. */
    int port() {
        return listener.socket().getLocalPort();
    }

    private void serve() {
        ByteBuffer buffer = ByteBuffer.allocate(512);
        try {
            serial = listener.accept();
            serial.configureBlocking(false);
            long last = System.nanoTime();
            while (!off) {
                synchronized (this) {
                    hear(buffer);
                    receive(buffer);
                    int millis = (int) ((System.nanoTime() - last) / 1_000_000);
                    last += millis * 1_000_000L;
                    modem.tick(millis);
                    speak(buffer);
                }
                Thread.sleep(1);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (!off) {
                failure = e;
            }
        }
    }

    private void hear(ByteBuffer buffer) throws IOException {
        while (serial.read(buffer.clear()) > 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                modem.hear(buffer.get() & 0xFF);
            }
        }
    }

    private void receive(ByteBuffer buffer) throws IOException {
        if (broker != null && modem.room() >= buffer.capacity()) {
            int count = broker.read(buffer.clear());
            if (count > 0) {
                modem.receive(Arrays.copyOf(buffer.array(), count));
            } else if (count < 0) {
                modem.endConnection();
            }
        }
    }

    private void speak(ByteBuffer buffer) throws IOException {
        if (random.nextInt(3) == 0) {
            return; // a pause
        }
        buffer.clear();
        for (int rest = 1 + random.nextInt(60); rest > 0; rest--) {
            int next = modem.next();
            if (next < 0) {
                break;
            }
            buffer.put((byte) next);
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            serial.write(buffer);
        }
    }

    /** The other side of the radio. Called by the modem, so under the lock. */
    private final class Network implements EspAtModem.Network {
        @Override
        public int connect(boolean tls, String name, int port) {
            if (tls || !name.equals(host)) {
                return tls ? 1 : 2;
            }
            try {
                broker = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort));
                broker.configureBlocking(false);
                connections++;
                return 0;
            } catch (IOException e) {
                broker = null;
                return 1;
            }
        }

        @Override
        public boolean send(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            try {
                while (buffer.hasRemaining()) {
                    broker.write(buffer);
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() {
            drop(broker);
            broker = null;
        }
    }

    @Override
    public void close() {
        off = true;
        thread.interrupt();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        drop(listener);
        drop(serial);
        drop(broker);
        if (failure != null) {
            throw new AssertionError("the modem failed", failure);
        }
    }

    private static void drop(AutoCloseable channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The connection to the broker is lost. */
    synchronized void loseConnection() {
        modem.endConnection();
    }

    /** The access point is out of reach for a moment. */
    synchronized void loseAccessPoint() {
        modem.loseAccessPoint();
    }

    /** The modem starts anew by itself. */
    synchronized void reboot() {
        modem.reboot();
    }

    /** How often it connected to the broker. */
    synchronized int connections() {
        return connections;
    }

    /** What it was told so far. */
    synchronized List<String> commands() {
        return new ArrayList<>(modem.commands);
    }

    /** What it refused so far. */
    synchronized List<String> refused() {
        return new ArrayList<>(modem.refused);
    }
}
