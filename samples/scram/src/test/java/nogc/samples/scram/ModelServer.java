package nogc.samples.scram;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import nogc.hal.Transport;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.VarInt;

/** A server that knows one password, verifies the client's proof with it, and sends its own: MQTT 5.0 in memory. */
final class ModelServer implements Transport {
    private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final int ITERATIONS = 4096;

    private final byte[] password;
    private final PropertyReader properties = new PropertyReader();
    private byte[] pending = new byte[0];
    private String firstBare;
    private String serverFirst;
    private boolean connected;
    /** DISCONNECT came, so it has closed. */
    private boolean left;
    /** Sends a signature that is not its own. */
    boolean lying;
    /** Exchanges that ended well. */
    int verified;
    /** Packets that are no part of an exchange. */
    int others;

    ModelServer(String password) {
        this.password = ScramSha256.ascii(password);
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return UNSUPPORTED;
    }

    @Override
    public int open() {
        return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (left) {
            return END_OF_STREAM;
        }
        int count = Math.min(length, pending.length);
        System.arraycopy(pending, 0, buffer, offset, count);
        pending = java.util.Arrays.copyOfRange(pending, count, pending.length);
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        int at = offset;
        while (at < offset + length) {
            int remaining = VarInt.get(buffer, at + 1, offset + length);
            int body = at + 1 + VarInt.length(remaining);
            take((buffer[at] & 0xff) >> 4, buffer, body);
            at = body + remaining;
        }
        return length;
    }

    @Override
    public void close() {
        connected = false;
        left = false;
        pending = new byte[0];
    }

    private void take(int type, byte[] b, int body) {
        int block = type == 1 ? body + 10 : body + 1; // behind name, version, flags and keep alive, or the reason code
        if (type != 1 && type != 15) {
            left = type == 14;
            others++;
            return;
        }
        int length = VarInt.get(b, block, b.length);
        properties.wrap(b, block + VarInt.length(length), length);
        String data = ScramSha256.data(properties);
        if (data.startsWith("n,,")) {
            firstBare = data.substring(3);
            serverFirst = "r=" + ScramSha256.field(firstBare, 1, "r=") + "server,s=" + ScramSha256.base64(SALT) + ",i="
                    + ITERATIONS;
            answer(15, 0x18, serverFirst);
        } else {
            verify(data);
        }
    }

    private void verify(String clientFinal) {
        try {
            String withoutProof = clientFinal.substring(0, clientFinal.indexOf(",p="));
            byte[] message = ScramSha256.ascii(firstBare + "," + serverFirst + "," + withoutProof);
            byte[] salted = ScramSha256.saltedPassword(password, SALT, ITERATIONS);
            byte[] storedKey = sha256(ScramSha256.hmac(salted, ScramSha256.ascii("Client Key")));
            byte[] clientKey = Base64.getDecoder().decode(ScramSha256.field(clientFinal, 2, "p="));
            byte[] mask = ScramSha256.hmac(storedKey, message);
            for (int i = 0; i < clientKey.length; i++) {
                clientKey[i] ^= mask[i];
            }
            if (!MessageDigest.isEqual(storedKey, sha256(clientKey))) {
                answer(2, 0x87, null);
                return;
            }
            verified++;
            byte[] signature = ScramSha256.hmac(ScramSha256.hmac(salted, ScramSha256.ascii("Server Key")), message);
            signature[0] ^= lying ? 1 : 0;
            answer(connected ? 15 : 2, 0, "v=" + ScramSha256.base64(signature));
            connected = true;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private void answer(int type, int reasonCode, String data) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        if (data != null) {
            put(block, 0x15, "SCRAM-SHA-256");
            put(block, 0x16, data);
        }
        byte[] number = new byte[4];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(type << 4);
        int head = (type == 2 ? 2 : 1) + VarInt.length(block.size());
        out.write(number, 0, VarInt.put(number, 0, head + block.size()));
        if (type == 2) {
            out.write(0);
        }
        out.write(reasonCode);
        out.write(number, 0, VarInt.put(number, 0, block.size()));
        out.writeBytes(block.toByteArray());
        pending = out.toByteArray();
    }

    private static void put(ByteArrayOutputStream block, int id, String text) {
        block.write(id);
        block.write(text.length() >> 8);
        block.write(text.length());
        block.writeBytes(ScramSha256.ascii(text));
    }
}
