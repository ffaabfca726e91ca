package nogc.samples.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.sn.SnEncoder;
import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnType;

/** Many nodes in one thread, a socket each, that say what sleeping nodes say, and repeat what is not answered. */
final class SleepingCrowd {
    private static final int RETRY = 3000;
    private static final byte[] FILTER = "all".getBytes(StandardCharsets.US_ASCII);

    private static final class Member {
        private DatagramChannel channel;
        private byte[] name;
        private int awaited;
        private long since;
        private String got = "";
    }

    private final Selector selector = Selector.open();
    private final List<Member> members = new ArrayList<>();
    private final SnMessage message = new SnMessage();
    private final byte[] out = new byte[100];

    SleepingCrowd(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Member member = new Member();
            member.channel = DatagramChannel.open();
            member.channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            member.channel.configureBlocking(false);
            member.channel.connect(new InetSocketAddress("127.0.0.1", port));
            member.channel.register(selector, SelectionKey.OP_READ, member);
            member.name = ("node-" + i).getBytes(StandardCharsets.US_ASCII);
            members.add(member);
        }
    }

    void connectAndSleep() throws IOException {
        all(SnType.CONNACK);
        all(SnType.SUBACK);
        all(SnType.DISCONNECT);
    }

    /** How many of them got this. */
    long wakeAndCollect(String what) throws IOException {
        all(SnType.PINGRESP);
        return members.stream().filter(member -> member.got.equals(what)).count();
    }

    /** Each says what is answered by this, a few at a time, until each has the answer. */
    private void all(int answer) throws IOException {
        members.forEach(member -> {
            member.awaited = answer;
            member.since = 0;
        });
        long waiting = members.size();
        for (int round = 0; waiting > 0 && round < 100_000; round++) {
            long now = System.nanoTime() / 1_000_000;
            int said = 0;
            for (Member member : members) {
                if (member.awaited != 0 && (member.since == 0 || now - member.since > RETRY) && said < 20) {
                    say(member);
                    member.since = now;
                    said++;
                }
            }
            selector.select(this::read, 10);
            waiting = members.stream().filter(member -> member.awaited != 0).count();
        }
        if (waiting > 0) {
            throw new AssertionError(waiting + " nodes have no answer of type " + answer);
        }
    }

    private void say(Member member) throws IOException {
        byte[] name = member.name;
        int length = switch (member.awaited) {
            case SnType.CONNACK -> SnEncoder.connect(out, 0, 4, 600, name, 0, name.length);
            case SnType.SUBACK -> SnEncoder.subscribe(out, 0, SnType.SUBSCRIBE, 0x20, 1, FILTER, 0, FILTER.length);
            case SnType.DISCONNECT -> SnEncoder.word(out, 0, SnType.DISCONNECT, 600);
            default -> SnEncoder.octets(out, 0, SnType.PINGREQ, name, 0, name.length);
        };
        member.channel.write(ByteBuffer.wrap(out, 0, length));
    }

    private void read(SelectionKey key) {
        Member member = (Member) key.attachment();
        ByteBuffer in = ByteBuffer.allocate(200);
        try {
            while (member.channel.read(in) > 0) {
                take(member, in.array(), in.position());
                in.clear();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void take(Member member, byte[] bytes, int length) throws IOException {
        int type = message.parse(bytes, 0, length);
        if (type == SnType.PUBLISH) {
            member.got = "all " + new String(bytes, message.dataOffset(), message.dataLength(),
                    StandardCharsets.US_ASCII);
            int end = SnEncoder.acknowledgement(out, 0, SnType.PUBACK, message.topicId(), message.msgId(), 0);
            member.channel.write(ByteBuffer.wrap(out, 0, end));
        } else if (type == member.awaited && (type != SnType.CONNACK || message.returnCode() == 0)) {
            member.awaited = 0;
        }
    }
}
