package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;

/**
 * The form of frames on the wire (CONN-1): four bytes of length, little-endian, then that many
 * bytes in the canonical encoding (DATA-1). Total as core's decoders are (CONN-2).
 */
final class FrameCodec {
  /** Bytes that the length does not count. */
  static final int LENGTH_BYTES = 4;

  private static final Codec<Frame> FRAME = Codec.of(Frame.class);

  private FrameCodec() {}

  /** The whole of a frame, length included. */
  static byte[] encode(Frame frame) {
    int size = FRAME.size(frame);
    Encoder out = new Encoder(LENGTH_BYTES + size).int32(size);
    FRAME.encode(out, frame);
    return out.toArray();
  }

  /**
   * Reads one frame, without its length.
   *
   * @throws MalformedInput if the bytes are malformed
   */
  static Frame decode(ByteBuf in, int length) {
    Bytes content = new Encoder(length).raw(in.nioBuffer(in.readerIndex(), length)).toBytes();
    in.skipBytes(length);
    return decode(content);
  }

  /** The same from a byte string. */
  static Frame decode(Bytes content) {
    return FRAME.decoded(content);
  }
}
