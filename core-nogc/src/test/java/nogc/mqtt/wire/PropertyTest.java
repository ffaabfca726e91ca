package nogc.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PropertyTest {
    @Test
    void allKnownPropertiesHaveTypeAndPacketsOfTheTable() {
        for (PropertyTable row : PropertyTable.ROWS) {
            assertEquals(row.type(), Property.type(row.id()), row.name());
            assertEquals(row.packets(), Property.packets(row.id()), row.name());
        }
        assertEquals(27, PropertyTable.ROWS.size());
    }

    @Test
    void everyOtherNumberIsUnknown() {
        for (int id = -300; id < 300; id++) {
            if (PropertyTable.row(id) == null) {
                assertEquals(0, Property.type(id), "type of " + id);
                assertEquals(0, Property.packets(id), "packets of " + id);
            }
        }
    }

    @Test
    void zeroIsForbiddenToTheFourThatTheStandardNames() {
        for (int id = 0; id < 256; id++) {
            boolean named = id == 0x0B || id == 0x21 || id == 0x23 || id == 0x27;
            assertEquals(named, Property.isZeroForbidden(id), "id " + id);
        }
    }

    /** PropertyWriter and Mqtt5 take the constants of the fixed types as sizes. */
    @Test
    void theConstantsOfFixedTypesAreTheirSizes() {
        assertEquals(1, Property.BYTE);
        assertEquals(2, Property.U16);
        assertEquals(4, Property.U32);
        assertTrue(Property.VARINT > Property.BYTE && Property.VARINT < Property.U32);
    }
}
