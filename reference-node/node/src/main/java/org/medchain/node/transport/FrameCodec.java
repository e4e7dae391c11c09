package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;

/**
 * The form of packets on the wire (CONN-1): four bytes of length, little-endian, then that many
 * bytes: one for the kind, the others in the canonical encoding (DATA-1). Total as core's decoders
 * are (CONN-2).
 */
final class FrameCodec {
  /** Bytes that the length does not count. */
  static final int LENGTH_BYTES = 4;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int HELLO = 1;
  private static final int SEALED = 2;
  private static final int ASK = 3;
  private static final int ANSWER = 4;
  private static final int BEAT = 5;

  private FrameCodec() {}

  /** The whole of a packet, length included. */
  static byte[] encode(Packet packet) {
    return switch (packet) {
      case Packet.Hello hello ->
          finish(
              start(HELLO, 4 + Hash.SIZE + PublicKey.SIZE)
                  .int32(hello.protocolVersion())
                  .hash(hello.chain())
                  .value(hello.key()));
      case Packet.Heartbeat beat -> finish(start(BEAT, 0));
      case Frame.EnvelopeFrame sealed ->
          finish(start(SEALED, sealed.envelope().size()).value(sealed.envelope()));
      case Frame.RequestFrame ask ->
          finish(
              start(ASK, 8 + 1 + Encoder.sizeOf(ask.body()))
                  .int64(ask.callId())
                  .uint8(topic(ask))
                  .bytes(ask.body()));
      case Frame.ResponseFrame answer ->
          finish(
              start(ANSWER, 8 + 1 + Encoder.sizeOf(answer.body()))
                  .int64(answer.callId())
                  .uint8(answer.succeeded() ? 1 : 0)
                  .bytes(answer.body()));
    };
  }

  private static int topic(Frame.RequestFrame ask) {
    if (ask.method() < 0 || ask.method() > 255) {
      throw new IllegalArgumentException("a topic's code is 0–255, not " + ask.method());
    }
    return ask.method();
  }

  /** Room for exactly what comes: the length, the kind, and {@code size} bytes. */
  private static Encoder start(int kind, int size) {
    return new Encoder(LENGTH_BYTES + 1 + size).int32(0).uint8(kind);
  }

  private static byte[] finish(Encoder out) {
    byte[] whole = out.toArray();
    INT.set(whole, 0, whole.length - LENGTH_BYTES);
    return whole;
  }

  /**
   * Reads one packet, without its length.
   *
   * @throws MalformedInput if the bytes are malformed
   */
  static Packet decode(ByteBuf in, int length) {
    Bytes content = new Encoder(length).raw(in.nioBuffer(in.readerIndex(), length)).toBytes();
    in.skipBytes(length);
    return decode(content);
  }

  /** The same from a byte string. */
  static Packet decode(Bytes content) {
    return Decoder.decode(content, FrameCodec::read);
  }

  private static Packet read(Decoder in) {
    int kind = in.uint8();
    return switch (kind) {
      case HELLO -> new Packet.Hello(in.int32(), in.hash(), PublicKey.decode(in));
      case SEALED -> new Frame.EnvelopeFrame(Envelope.CODEC.decode(in));
      case ASK -> new Frame.RequestFrame(in.int64(), in.uint8(), in.bytes());
      case ANSWER -> new Frame.ResponseFrame(in.int64(), in.flag(), in.bytes());
      case BEAT -> Packet.Heartbeat.INSTANCE;
      default -> throw in.malformed("no kind of frame has the code " + kind);
    };
  }
}
