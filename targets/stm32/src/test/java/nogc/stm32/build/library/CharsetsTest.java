package nogc.stm32.build.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a board makes of strings and bytes is what this JVM makes of them, malformed ones included. */
class CharsetsTest {
    private static final int TURNS = 200_000;
    private static final long SEED = Long.getLong("nogc.seed", 1);
    /** What begins, continues and ends characters, and is at the borders of what may. */
    private static final int[] BYTES = {0, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xd8, 0xdb,
        0xdc, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xf7, 0xf8, 0xfe, 0xff};
    private static final char[] CHARACTERS = {0, 'A', 0x7f, 0x80, 0xff, 0x100, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff,
        0xdc00, 0xdfff, 0xe000, 0xfeff, 0xfffe, 0xffff};

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "US-ASCII", "ISO-8859-1", "UTF-16", "UTF-16BE", "UTF-16LE"})
    void bytesBecomeTheStringThatAJvmMakesOfThem(String charset) {
        Random random = new Random(SEED);
        for (int turn = 0; turn < TURNS; turn++) {
            byte[] bytes = new byte[random.nextInt(9)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) BYTES[random.nextInt(BYTES.length)];
            }
            int offset = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - offset + 1);
            assertEquals(new String(bytes, offset, length, Charset.forName(charset)),
                    new String(Charsets.decoded(bytes, offset, length, charset)),
                    () -> HexFormat.of().formatHex(bytes, offset, offset + length) + ", -Dnogc.seed=" + SEED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "US-ASCII", "ISO-8859-1", "UTF-16", "UTF-16BE", "UTF-16LE"})
    void aStringBecomesTheBytesThatAJvmMakesOfIt(String charset) {
        Random random = new Random(SEED);
        for (int turn = 0; turn < TURNS; turn++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
            }
            assertArrayEquals(text.toString().getBytes(Charset.forName(charset)),
                    Charsets.encoded(text.toString(), charset),
                    () -> HexFormat.of().formatHex(text.toString().getBytes(Charset.forName("UTF-16BE")))
                    + ", -Dnogc.seed=" + SEED);
        }
    }
}
