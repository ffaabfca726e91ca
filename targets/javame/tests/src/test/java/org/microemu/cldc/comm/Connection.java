package org.microemu.cldc.comm;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.microedition.io.CommConnection;
import javax.microedition.io.ConnectionNotFoundException;
import org.microemu.cldc.ClosedConnection;

/**
 * The serial lines that MicroEmulator lacks, found by it under this name: {@code comm:COM0;baudrate=115200} is a line
 * whose other end is joined to the TCP port of the system property {@code comm.COM0}; other ports are not there.
 */
public final class Connection implements CommConnection, ClosedConnection {
    private static final String BAUD_RATE = ";baudrate=";

    private Socket socket;
    private int baudRate;

    @Override
    public javax.microedition.io.Connection open(String name) throws IOException {
        int end = name.indexOf(BAUD_RATE);
        String line = name.substring("comm:".length(), end);
        Integer port = Integer.getInteger("comm." + line);
        if (port == null) {
            throw new ConnectionNotFoundException(line);
        }
        setBaudRate(Integer.parseInt(name.substring(end + BAUD_RATE.length())));
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        System.out.println(line + " at " + baudRate);
        return this;
    }

    @Override
    public int getBaudRate() {
        return baudRate;
    }

    @Override
    public int setBaudRate(int rate) {
        baudRate = rate;
        return rate;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream openOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public DataInputStream openDataInputStream() throws IOException {
        return new DataInputStream(openInputStream());
    }

    @Override
    public DataOutputStream openDataOutputStream() throws IOException {
        return new DataOutputStream(openOutputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
