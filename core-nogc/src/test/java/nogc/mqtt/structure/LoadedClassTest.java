package nogc.mqtt.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import nogc.hal.Transport;
import nogc.mqtt.client.Client;
import org.junit.jupiter.api.Test;

/** These tests see the class files that they are meant to: the plain ones here, the preverified ones of Java ME there. */
class LoadedClassTest {
    @Test
    void theClassesUnderTestHaveTheVersionThatThisRunIsAbout() throws IOException {
        for (Class<?> type : List.of(Client.class, Transport.class)) {
            try (DataInputStream file = new DataInputStream(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
                file.readInt();
                file.readUnsignedShort();
                assertEquals(Integer.getInteger("nogc.class.version", ClassForm.PLAIN), file.readUnsignedShort());
            }
        }
    }
}
