package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot happen in a program is not in its image, and what can happen still does. */
class ClosedWorldTest {
    private static final String ANSWERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvw";

    @Test
    void constantsAreBelievedInOnlyWhereTheyAreSome() throws IOException {
        try (ServerSocket line = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Emulator emulator = Emulator.start(Firmware.of("qemu405", "Corners"), line.getLocalPort());
                Socket socket = line.accept()) {
            emulator.await("an answer", 20, () -> {
                try {
                    socket.getOutputStream().write('?'); // the first ones may come before the board listens
                    return socket.getInputStream().available() == ANSWERS.length();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            byte[] answers = socket.getInputStream().readNBytes(ANSWERS.length());
            assertEquals(ANSWERS, new String(answers, StandardCharsets.US_ASCII));
            assertEquals("", emulator.console());
        }
    }

    @Test
    void anOptionThatNobodySetsIsNotInTheImage() {
        List<String> symbols = Firmware.of("stm32f405", "SensorNode5").symbols();
        assertTrue(symbols.stream().anyMatch(name -> name.contains("ServerPackets_handle")), symbols.toString());
        for (String option : List.of("Authentication_", "TopicAliases_", "Journal_", "SessionStore_")) {
            assertFalse(symbols.stream().anyMatch(name -> name.contains(option) && name.startsWith("meth_")),
                    option + " in " + symbols);
        }
    }

    @Test
    void aClientWithoutInboundSlotsHasNoCodeThatReceives() {
        for (String program : List.of("PublishOnce311", "PublishOnce5", "PublishByCodec311")) {
            List<String> symbols = Firmware.of("stm32f405", program).symbols();
            for (String part : List.of("Inbound_", "OversizedPublish_", "decodePublish")) {
                assertFalse(symbols.stream().anyMatch(name -> name.contains(part)), part + " in " + symbols);
            }
        }
    }

    @Test
    void aProgramOfConstantTopicsHasNoCodeThatChecksThem() {
        List<String> symbols = Firmware.of("stm32f405", "PublishOnce311").symbols();
        for (String part : List.of("Utf8_isValid", "Topic_check", "TopicRules_", "Utf8String_set")) {
            assertFalse(symbols.stream().anyMatch(name -> name.contains(part)), part + " in " + symbols);
        }
    }
}
