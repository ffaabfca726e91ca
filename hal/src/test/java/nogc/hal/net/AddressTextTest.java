package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an address, by the examples of RFC 4291, and what the JDK says of random ones. */
class AddressTextTest {
    private final byte[] into = new byte[AddressText.IPV6];

    private int parse(String text) {
        byte[] bytes = ("x" + text + "1").getBytes(StandardCharsets.US_ASCII);
        return AddressText.parse(bytes, 1, bytes.length - 2, into);
    }

    private void assertIs(String address, byte[] bytes) {
        Arrays.fill(into, (byte) 0x55);
        assertEquals(bytes.length, parse(address), address);
        assertArrayEquals(bytes, Arrays.copyOf(into, bytes.length), address);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 00000000", "255.255.255.255, ffffffff", "192.0.2.17, c0000211",
        "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcdef0123456789abcdef0123456789",
        "2001:DB8:0:0:8:800:200C:417A, 20010db80000000000080800200c417a",
        "2001:DB8::8:800:200C:417A, 20010db80000000000080800200c417a",
        "FF01::101, ff010000000000000000000000000101", "::1, 00000000000000000000000000000001",
        "::, 00000000000000000000000000000000", "1::, 00010000000000000000000000000000",
        "::2:3:4:5:6:7:8, 00000002000300040005000600070008", "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
        "::13.1.68.3, 0000000000000000000000000d014403", "::FFFF:129.144.52.38, 00000000000000000000ffff81903426",
        "1:2:3:4:5:6:1.2.3.4, 00010002000300040005000601020304"})
    void anAddressIsItsBytes(String address, String bytes) {
        assertIs(address, HexFormat.of().parseHex(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "", ".", "1", "1.2.3", "1.2.3.", "1.2.3.4.", ".1.2.3", "1.2.3.4.5", "1.2.3.256",
        "01.2.3.4", "1.2.3.00", "1.2.3.0004", "1..3.4", "1.2.3.4a", "1.2.3.a", "-1.2.3.4", ":", ":1", "1:", ":::",
        "::1:", ":1::", "1::2::3", "1:::2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "1:2:3:4:5:6:7:8:", "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "12345::", "::g", "fe80::1%eth0", "::1.2.3", "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5::6:1.2.3.4.5", "a1.2.3.4", "::1.2.3.256", "cafe", "dead.beef"})
    void whatElseThereIsIsAName(String text) {
        assertEquals(0, parse(text), text);
    }

    @Test
    void theJdkWritesTheSameAddresses() throws UnknownHostException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(4) == 0 ? 4 : 16];
            random.nextBytes(bytes);
            int start = random.nextInt(bytes.length);
            Arrays.fill(bytes, start, start + random.nextInt(bytes.length - start), (byte) 0);
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            assertIs(text, bytes);
            String shortened = text.replaceFirst("(^|:)0(:0)+(:|$)", "::");
            assertIs(shortened, bytes);
        }
    }
}
