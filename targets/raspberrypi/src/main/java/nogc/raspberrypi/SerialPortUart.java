package nogc.raspberrypi;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import nogc.hal.Uart;

/**
 * A serial line of this machine, 8 data bits, no parity, one stop bit, no flow control, over jSerialComm: pins 8 and 10
 * of the header ({@code /dev/serial0}), or an adapter at USB ({@code /dev/ttyUSB0}). A modem ({@code ModemTransport})
 * and the serial bridge of an STM32 ({@code SerialTransport}) run over it. Needs {@code enable_uart=1} in
 * {@code config.txt} for the header, no console on the line, and a user in the group {@code dialout}.
 *
 * <p>An application that names this class adds {@code com.fazecast:jSerialComm} to its dependencies; nobody else has
 * it. No method waits, and none allocates. A line that was unplugged has no bytes and takes none. For one thread.
 */
public final class SerialPortUart implements Uart, AutoCloseable {
    private final SerialPort port;

    private SerialPortUart(SerialPort port) {
        this.port = port;
    }

    /**
     * Opens a line. Blocks for as long as the driver takes.
     *
     * @param device its file, such as {@code /dev/serial0}
     * @param baud bits a second, 50 to 4,000,000; what the driver offers
     * @return the line
     * @throws IOException if it cannot be opened at this speed; its message is a sentence for a person
     * @throws IllegalArgumentException if the speed is out of its range
     */
    public static SerialPortUart open(String device, int baud) throws IOException {
        if (baud < 50 || baud > 4_000_000) {
            throw new IllegalArgumentException("a serial line has 50 to 4,000,000 baud, not " + baud);
        }
        SerialPort port;
        try {
            port = SerialPort.getCommPort(device);
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(device + " is no serial line: ls /dev/serial* /dev/ttyUSB* shows what there is", e);
        }
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        if (!port.openPort(0)) {
            throw new IOException(device + " cannot be opened (error " + port.getLastErrorCode() + " of the system): is"
                    + " it there, is this user in the group dialout, and does nobody else use it?");
        }
        return new SerialPortUart(port);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return Math.max(0, port.readBytes(buffer, length, offset));
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return Math.max(0, port.writeBytes(buffer, length, offset));
    }

    /** {@inheritDoc} Linux keeps 4,095 bytes and does not tell us what it lost beyond: always 0. */
    @Override
    public int lost() {
        return 0;
    }

    /** Closes the line. Idempotent. */
    @Override
    public void close() {
        port.closePort();
    }
}
