package nogc.samples.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import nogc.mqtt.PayloadSource;

/** A file as a payload. It is read while it is sent, and again for a resend, so it may be larger than memory. */
final class FilePayload implements PayloadSource, AutoCloseable {
    private final FileChannel file;

    FilePayload(Path path) throws IOException {
        file = FileChannel.open(path);
    }

    @Override
    public int read(int position, byte[] buffer, int offset, int length) {
        try {
            int count = file.read(ByteBuffer.wrap(buffer, offset, length), position);
            return count > 0 ? count : -1; // a file that became shorter ends the message
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
