package nogc.samples.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimal text, against the platform's own. */
class DecimalTest {
    private static final int[] EDGES = {0, 1, -1, 9, 10, -9, -10, 99, 999, 1000, -999, -1000, 21437, -500,
        Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1};

    @Test
    void wholeNumbersReadAsThePlatformWritesThem() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            int value = i < EDGES.length ? EDGES[i] : random.nextInt() >> random.nextInt(32);
            byte[] out = new byte[16];
            int end = Decimal.put(out, 3, value);
            assertEquals(Integer.toString(value), new String(out, 3, end - 3, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void roundedNumbersReadAsThePlatformRoundsThem() {
        Random random = new Random(9);
        for (int i = 0; i < 10_000; i++) {
            int value = i < EDGES.length ? EDGES[i] : random.nextInt() >> random.nextInt(32);
            for (int decimals = 0; decimals <= 3; decimals++) {
                byte[] out = new byte[16];
                int end = Decimal.putRounded(out, 3, value, decimals);
                assertEquals(BigDecimal.valueOf(value, 3).setScale(decimals, RoundingMode.HALF_UP).toPlainString(),
                        new String(out, 3, end - 3, StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void thousandthsReadAsThePlatformWritesThem() {
        Random random = new Random(8);
        for (int i = 0; i < 10_000; i++) {
            int value = i < EDGES.length ? EDGES[i] : random.nextInt() >> random.nextInt(32);
            byte[] out = new byte[16];
            int end = Decimal.putThousandths(out, 2, value);
            String expected = BigDecimal.valueOf(value, 3).toPlainString();
            assertEquals(expected, new String(out, 2, end - 2, StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "21,21000", "21.5,21500", "21.437,21437", "-0.5,-500", "+3.25,3250", "007,7000",
        "9999.999,9999999", "-9999.999,-9999999", "0000000000000000000012.5,12500", "-0,0"})
    void aNumberIsRead(String text, int thousandths) {
        assertEquals(thousandths, parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", ".", ".5", "5.", "1.2345", "1.2.3", "--1", "1-", "ten", "21,5", " 21", "21 ",
        "1e3", "10000", "-10000", "99999999999999999999", "4294967296", "2147483648", "4294967.296"})
    void whatIsNoNumberWithinReachIsRefused(String text) {
        assertEquals(Decimal.NO_NUMBER, parse(text));
    }

    @Test
    void everyNumberThatIsWrittenIsReadBack() {
        byte[] text = new byte[16];
        for (int value = -9_999_999; value <= 9_999_999; value += 37) {
            int end = Decimal.putThousandths(text, 0, value);
            assertEquals(value, Decimal.parseThousandths(text, 0, end));
        }
    }

    private static int parse(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.US_ASCII);
        return Decimal.parseThousandths(bytes, 1, bytes.length - 2);
    }
}
