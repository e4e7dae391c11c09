package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
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

  private static final int HELLO = 1;
  private static final int SEALED = 2;
  private static final int ASK = 3;
  private static final int ANSWER = 4;
  private static final int BEAT = 5;

  private FrameCodec() {}

  /** The whole of a packet, length included. */
  static byte[] encode(Packet packet) {
    Encoder out =
        switch (packet) {
          case Packet.Hello hello ->
              start(HELLO, 4 + Hash.SIZE + PublicKey.SIZE)
                  .int32(hello.protocolVersion())
                  .hash(hello.chain())
                  .value(hello.key());
          case Packet.Heartbeat beat -> start(BEAT, 0);
          case Frame.EnvelopeFrame sealed ->
              start(SEALED, sealed.envelope().size()).value(sealed.envelope());
          case Frame.RequestFrame ask ->
              start(ASK, 8 + 1 + Encoder.sizeOf(ask.body()))
                  .int64(ask.callId())
                  .uint8(ask.method())
                  .bytes(ask.body());
          case Frame.ResponseFrame answer ->
              start(ANSWER, 8 + 1 + Encoder.sizeOf(answer.body()))
                  .int64(answer.callId())
                  .flag(answer.succeeded())
                  .bytes(answer.body());
        };
    return out.toArray();
  }

  /** Length and kind, with room for exactly the {@code size} bytes that come. */
  private static Encoder start(int kind, int size) {
    return new Encoder(LENGTH_BYTES + 1 + size).int32(1 + size).uint8(kind);
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
      case BEAT -> new Packet.Heartbeat();
      default -> throw in.malformed("no kind of frame has the code " + kind);
    };
  }
}
