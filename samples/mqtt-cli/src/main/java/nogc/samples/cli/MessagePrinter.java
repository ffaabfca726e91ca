package nogc.samples.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import nogc.mqtt.Message;

/**
 * Prints messages: piece by piece as they arrive, or, where a format wants more than the payload, once they are whole.
 */
final class MessagePrinter {
    private static final byte[] BLANK = {' '};
    private static final byte[] END_OF_LINE = {'\n'};
    private static final byte[] NO_PAYLOAD = ConnectionArguments.bytes("(null)");

    private final SubArguments asked;
    private final OutputStream out;
    private boolean broken;
    private ReceivedMessage whole;

    MessagePrinter(SubArguments asked, OutputStream out) {
        this.asked = asked;
        this.out = new BufferedOutputStream(out, 65_536);
    }

    /** The head of a message: its topic and properties are valid now. */
    void begin(Message message) {
        if (asked.format != null) {
            whole = new ReceivedMessage(message);
        } else if (asked.verbose) {
            write(message.topic(), message.topicOffset(), message.topicLength());
            write(BLANK, 0, 1);
            if (message.totalLength() == 0) {
                write(NO_PAYLOAD, 0, NO_PAYLOAD.length);
            }
        }
    }

    /** The payload, or a piece of it. */
    void payload(Message message) {
        if (whole != null) {
            whole.add(message);
        } else {
            write(message.payload(), message.payloadOffset(), message.payloadLength());
        }
    }

    /** The payload has ended. */
    void end() {
        if (whole != null) {
            byte[] line = asked.format.print(whole, asked.pretty);
            write(line, 0, line.length);
            whole = null;
        }
        if (!asked.noNewline) {
            write(END_OF_LINE, 0, 1);
        }
    }

    /** Nothing more will come of the message at hand. */
    void abort() {
        whole = null;
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            broken = true;
        }
    }

    /** @return whether the reader of our output has gone */
    boolean isBroken() {
        return broken;
    }

    private void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            broken = true;
        }
    }
}
