package nogc.samples.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of the command line as UTF-8, whatever the locale: under {@code LC_ALL=C}, as cron and systemd have it, the
 * JVM makes U+FFFD of each byte above 127, and a message would go to another topic.
 */
final class Words {
    private static final char LOST = '\uFFFD';

    private Words() {
    }

    /**
     * Mends what the JVM could not read.
     *
     * @param words as the JVM gives them
     * @param raw the bytes of the whole command line, each word ended by 0: {@code /proc/self/cmdline}
     * @return the same words as UTF-8
     * @throws UsageException if a word is no UTF-8, or its bytes are not to be had
     */
    static String[] utf8(String[] words, Path raw) throws UsageException {
        boolean whole = true;
        for (String word : words) {
            whole &= word.indexOf(LOST) < 0;
        }
        return whole ? words : read(words, raw);
    }

    private static String[] read(String[] words, Path raw) throws UsageException {
        try {
            List<byte[]> all = split(Files.readAllBytes(raw));
            List<byte[]> ours = all.subList(all.size() - words.length, all.size());
            String[] mended = new String[words.length];
            for (int i = 0; i < words.length; i++) {
                mended[i] = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(ours.get(i))).toString();
            }
            return mended;
        } catch (CharacterCodingException e) {
            throw new UsageException("a word of the command line is not UTF-8, which MQTT demands");
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new UsageException("a word of the command line cannot be read in this locale; set LC_ALL=C.UTF-8");
        }
    }

    private static List<byte[]> split(byte[] line) {
        List<byte[]> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == 0) {
                words.add(Arrays.copyOfRange(line, start, i));
                start = i + 1;
            }
        }
        return words;
    }
}
