package nogc.mqtt.sn;

import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.hal.Entropy;
import nogc.mqtt.Bytes;

/** Answers each datagram from arrays of its own, and hands over what a test wants to be received. */
final class SnAnsweringGateway implements DatagramTransport, Clock, Entropy {
    private static final byte[] ADDRESS = {10, 0, 0, 1, 7, 91};

    private final byte[][] waiting = new byte[16][];
    private final byte[] answer = new byte[64];
    private final byte[] connack = Bytes.of("03 05 00");
    private final byte[] willTopicReq = Bytes.of("02 06");
    private final byte[] willMsgReq = Bytes.of("02 08");
    private final byte[] willMsgResp = Bytes.of("03 1d 00");
    final byte[] disconnect = Bytes.of("02 18");
    private final byte[] pingresp = Bytes.of("02 17");
    private final byte[] advertise = Bytes.of("05 00 01 0384");
    private int first;
    int count;
    boolean answerWaits;
    int time;
    private int random;
    private int answers;

    void give(byte[] datagram) {
        waiting[(first + count++) % waiting.length] = datagram;
    }

    private void answer(int length, int type, byte[] request, int offset, int at) {
        answer[0] = (byte) length;
        answer[1] = (byte) type;
        System.arraycopy(request, offset + at, answer, length == 8 ? 5 : 2, length == 8 ? 2 : Math.min(4, length - 2));
        answer[length - 1] = length > 4 ? 0 : answer[length - 1];
        answerWaits = true;
    }

    @Override
    public int send(byte[] address, int addressOffset, int addressLength, byte[] b, int offset, int length) {
        switch (b[offset + 1]) {
            case SnType.CONNECT -> give((b[offset + 2] & SnFlags.WILL) != 0 ? willTopicReq : connack);
            case SnType.WILLTOPIC -> give(willMsgReq);
            case SnType.WILLMSG -> give(connack);
            case SnType.REGISTER -> {
                answer(7, SnType.REGACK, b, offset, 2);
                answer[3] = 9;
            }
            case SnType.PUBLISH -> {
                if (SnFlags.qos(b[offset + 2]) == 1) {
                    answer(7, SnType.PUBACK, b, offset, 3);
                } else if (SnFlags.qos(b[offset + 2]) == 2) {
                    answer(4, SnType.PUBREC, b, offset, 5);
                }
            }
            case SnType.PUBREL -> answer(4, SnType.PUBCOMP, b, offset, 2);
            case SnType.SUBSCRIBE -> answer(8, SnType.SUBACK, b, offset, 3);
            case SnType.UNSUBSCRIBE -> answer(4, SnType.UNSUBACK, b, offset, 3);
            case SnType.WILLMSGUPD -> give(willMsgResp);
            case SnType.PINGREQ -> give(pingresp);
            case SnType.DISCONNECT -> give(disconnect);
            default -> answers++;
        }
        return length;
    }

    @Override
    public int broadcast(int radius, byte[] b, int offset, int length) {
        give(advertise);
        return length;
    }

    @Override
    public int receive(byte[] b, int offset, int length) {
        if (answerWaits) {
            answerWaits = false;
            System.arraycopy(answer, 0, b, offset, answer[0]);
            return answer[0];
        }
        if (count == 0) {
            return 0;
        }
        byte[] datagram = waiting[first];
        first = (first + 1) % waiting.length;
        count--;
        System.arraycopy(datagram, 0, b, offset, datagram.length);
        return datagram.length;
    }

    @Override
    public int open() {
        return 1;
    }

    @Override
    public int longest() {
        return 64;
    }

    @Override
    public int sender(byte[] address, int offset) {
        System.arraycopy(ADDRESS, 0, address, offset, ADDRESS.length);
        return ADDRESS.length;
    }

    @Override
    public int peer(byte[] address, int offset) {
        return sender(address, offset);
    }

    @Override
    public void close() {
        answerWaits = false;
        count = 0;
    }

    @Override
    public int millis() {
        return time;
    }

    @Override
    public int next() {
        random = random * 1103515245 + 12345;
        return random;
    }
}
