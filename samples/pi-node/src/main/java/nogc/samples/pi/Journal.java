package nogc.samples.pi;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lines to the standard error; where that is the journal of systemd, each with the priority that it reads from there
 * (sd-daemon(3)). A line of constants allocates nothing. For one thread at a time.
 */
final class Journal {
    private final byte[] line = new byte[512];
    private final OutputStream out;
    private final boolean prioritized;
    private int length;

    /** To the standard error; systemd.exec(5) says which variable tells that it is the journal. */
    Journal() {
        this(new FileOutputStream(FileDescriptor.err), System.getenv("JOURNAL_STREAM") != null);
    }

    Journal(OutputStream out, boolean prioritized) {
        this.out = out;
        this.prioritized = prioritized;
    }

    /** What cannot be mended without a person. */
    void error(String... words) {
        say('3', words);
    }

    /** What a person should know, though it goes on. */
    void warning(String... words) {
        say('4', words);
    }

    void info(String... words) {
        say('6', words);
    }

    private synchronized void say(char priority, String[] words) {
        length = 0;
        if (prioritized) {
            put('<');
            put(priority);
            put('>');
        }
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                put(word.charAt(i) == '\n' ? ' ' : word.charAt(i));
            }
        }
        line[length++] = '\n';
        try {
            out.write(line, 0, length);
        } catch (IOException nobodyReads) {
            length = 0; // a service without a journal goes on
        }
    }

    /** UTF-8 of one character; what does not fit the line is cut. */
    private void put(char c) {
        if (length > line.length - 4) {
            return;
        }
        if (c < 0x80) {
            line[length++] = (byte) c;
        } else if (c < 0x800) {
            line[length++] = (byte) (0xC0 | c >> 6);
            line[length++] = (byte) (0x80 | c & 0x3F);
        } else {
            line[length++] = (byte) (0xE0 | c >> 12);
            line[length++] = (byte) (0x80 | c >> 6 & 0x3F);
            line[length++] = (byte) (0x80 | c & 0x3F);
        }
    }
}
