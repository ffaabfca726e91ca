package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nogc.hal.Transport;
import org.junit.jupiter.api.Test;

/** The modem reboots or wedges, or its access point is gone: it is noticed, and there is a way back. */
class ModemLossTest {
    @Test
    void aWedgedModemIsResetByItsPin() {
        Board board = new Board();
        ResetPin pin = new ResetPin(() -> board.modem.reboot());
        board.build(pin);
        board.modem.dead = true;
        board.opens();
        assertEquals(List.of(false, true), pin.levels);
        board.works();
        board.modem.dead = true;
        assertEquals(Transport.BROKEN, board.readCode(), "the probe finds out");
        assertEquals(ModemTransport.SILENT, board.transport.cause());
        board.reopens();
        assertEquals(4, pin.levels.size());
    }

    @Test
    void aPinThatNothingDrivesIsNoHindrance() {
        Board board = new Board();
        ResetPin pin = new ResetPin(() -> board.modem.reboot());
        board.build(pin);
        pin.failures = 1;
        board.opens();
        assertTrue(board.modem.commands.contains("AT+RST"), "as if there were no wire");
        assertEquals(List.of(), pin.levels);
    }

    @Test
    void aPinThatDoesNotLetGoAtOnceIsAskedAgain() {
        Board board = new Board();
        ResetPin pin = new ResetPin(() -> board.modem.reboot()) {
            @Override
            public int write(boolean high) {
                if (high && levels.size() == 1) {
                    levels.add(false);
                    return FAILED;
                }
                return super.write(high);
            }
        };
        board.build(pin);
        board.modem.dead = true;
        board.opens();
        assertEquals(List.of(false, false, true), pin.levels);
        board.works();
    }

    @Test
    void theModemRebootsInTheOpenStream() {
        Board board = Board.ready();
        board.modem.reboot();
        assertEquals(Transport.BROKEN, board.readCode());
        assertEquals(ModemTransport.REBOOTED, board.transport.cause());
        board.modem.commands.clear();
        board.reopens();
        assertTrue(board.modem.commands.contains("AT+CIPRECVMODE=1"), "it was told everything anew");
    }

    @Test
    void aRebootThatNobodyHeardIsSeenByTheEcho() {
        Board board = Board.ready();
        board.modem.reboot();
        forgetWhatIsSaid(board, 1000);
        assertEquals(Transport.BROKEN, board.readCode());
        assertEquals(ModemTransport.REBOOTED, board.transport.cause());
        board.reopens();
    }

    @Test
    void aRebootBetweenTwoConnectionsThatNobodyHeardIsSeenByTheEcho() {
        Board board = Board.ready();
        board.transport.close();
        board.modem.reboot();
        forgetWhatIsSaid(board, 1000);
        board.opens();
        board.works();
    }

    @Test
    void theAccessPointIsLostAndJoinedAgain() {
        Board board = Board.ready();
        board.modem.commands.clear();
        board.modem.loseAccessPoint();
        assertEquals(Transport.BROKEN, board.readCode());
        assertEquals(ModemTransport.ACCESS_POINT_LOST, board.transport.cause());
        board.reopens();
        assertTrue(board.modem.commands.toString().contains("CWJAP"));
    }

    @Test
    void theAccessPointIsLostWhileNobodyListens() {
        Board board = Board.ready();
        board.transport.close();
        board.pass(50);
        board.modem.loseAccessPoint();
        board.pass(50);
        board.modem.commands.clear();
        board.opens();
        assertTrue(board.modem.commands.toString().contains("CWJAP"));
        board.works();
    }

    @Test
    void theAccessPointIsLostAndNobodyHearsOfIt() {
        Board board = Board.ready();
        board.transport.close();
        board.pass(50);
        board.modem.loseAccessPoint();
        forgetWhatIsSaid(board, 50);
        assertEquals(Transport.UNREACHABLE, board.tryOpen());
        board.reopens();
    }

    /** The modem speaks, but the line is not connected. */
    private static void forgetWhatIsSaid(Board board, int millis) {
        byte[] unheard = new byte[100];
        for (int i = 0; i < millis; i++) {
            board.pass(1);
            board.line.read(unheard, 0, 100);
        }
    }
}
