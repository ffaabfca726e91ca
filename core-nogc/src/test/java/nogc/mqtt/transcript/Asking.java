package nogc.mqtt.transcript;

import java.util.List;
import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.request.Replies;
import nogc.mqtt.request.Requester;
import nogc.mqtt.request.Responder;

/** The requester and the responder of an application that a transcript gives both, and what they are told. */
final class Asking extends Replies {
    private static final int ROOM = 32;

    final Requester requester;
    private final Responder responder;
    private final Recorder recorder;

    /** {@code response-topic longest-information slots}, the slots for either. */
    Asking(Client client, Clock clock, Entropy entropy, Recorder recorder, List<String> setting) {
        this.recorder = recorder;
        int slots = Integer.parseInt(setting.get(2));
        requester = new Requester(client, clock, entropy, this, new Topic(setting.get(0)),
                Integer.parseInt(setting.get(1)), slots, ROOM);
        responder = new Responder(client, slots, ROOM, ROOM, ROOM);
    }

    /** {@code topic q1 'payload' millis tag}. */
    int request(List<String> arguments, PropertyWriter properties) {
        byte[] bytes = Notation.bytes(arguments.get(2));
        return requester.request(new Topic(arguments.get(0)), bytes, 0, bytes.length, qos(arguments.get(1)), properties,
                Integer.parseInt(arguments.get(3)), Integer.parseInt(arguments.get(4)));
    }

    /** {@code $request q1 'payload'}. */
    int reply(int request, List<String> arguments, PropertyWriter properties) {
        byte[] bytes = Notation.bytes(arguments.get(2));
        return responder.reply(request, bytes, 0, bytes.length, qos(arguments.get(1)), properties);
    }

    int drop(int request) {
        return responder.drop(request);
    }

    int cancelAll() {
        requester.cancelAll();
        return Result.OK;
    }

    private static int qos(String token) {
        return Integer.parseInt(token.substring(1));
    }

    /** What the application answers to a message that is a reply or a request; below 0: it is neither. */
    int onMessage(Message message) {
        if (requester.isReply(message)) {
            return requester.onMessage(message);
        }
        int taken = responder.take(message);
        if (taken == Result.INVALID_ARGUMENT) {
            return taken;
        }
        recorder.act("asked", Notation.name(taken));
        return taken < 0 ? ReasonCode.QUOTA_EXCEEDED : Recorder.ACCEPT;
    }

    @Override
    public void onReply(int handle, int tag, Message reply) {
        recorder.act("reply", Integer.toString(handle), "tag=" + tag,
                Notation.canonical(reply.payload(), reply.payloadOffset(), reply.payloadLength()));
    }

    @Override
    public void onNoReply(int handle, int tag, int result, int reasonCode) {
        recorder.act("noReply", Integer.toString(handle), "tag=" + tag, Notation.name(result),
                reasonCode == 0 ? "" : "code=" + Integer.toHexString(reasonCode));
    }
}
