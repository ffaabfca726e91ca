package nogc.samples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The summary says so when a figure is off, and only then. */
class VerdictTest {
    @Test
    void figuresThatAreAsTheyMustBeAreGood() {
        Verdict verdict = new Verdict().exactly("lost", 0, 0).atLeast("sent", 100, 100).note("RAM", "1 byte")
                .inOrder("presence", List.of("online", "offline"), List.of("online", "offline"));
        assertTrue(verdict.isGood());
        assertEquals("""
                  lost      0
                  sent      100
                  RAM       1 byte
                  presence  online, offline

                  All is as it must be.
                """, verdict.report());
    }

    @Test
    void aNumberThatDiffersEitherWayIsOff() {
        assertFalse(new Verdict().exactly("received", 1000, 999).isGood());
        Verdict verdict = new Verdict().exactly("received", 1000, 1001);
        assertFalse(verdict.isGood());
        assertEquals("  received  1,001   <-- must be 1,000\n\n  Off: 1 of 1 figures.\n", verdict.report());
    }

    @Test
    void aNumberThatIsTooLowIsOff() {
        assertTrue(new Verdict().atLeast("sent", 100, 101).isGood());
        assertFalse(new Verdict().atLeast("sent", 100, 99).isGood());
    }

    @Test
    void eventsThatAreMissingSurplusOrInAnotherOrderAreOff() {
        List<String> expected = List.of("online", "offline");
        assertFalse(new Verdict().inOrder("presence", expected, List.of()).isGood());
        assertFalse(new Verdict().inOrder("presence", expected, List.of("online")).isGood());
        assertFalse(new Verdict().inOrder("presence", expected, List.of("offline", "online")).isGood());
        assertFalse(new Verdict().inOrder("presence", expected, List.of("online", "offline", "offline")).isGood());
    }

    @Test
    void oneFigureThatIsOffAmongGoodOnesSpoilsIt() {
        Verdict verdict = new Verdict().exactly("lost", 0, 0).exactly("duplicated", 0, 2).exactly("allocated", 0, 0);
        assertFalse(verdict.isGood());
        assertTrue(verdict.report().contains("duplicated  2   <-- must be 0"), verdict.report());
        assertTrue(verdict.report().contains("Off: 1 of 3 figures."), verdict.report());
    }
}
