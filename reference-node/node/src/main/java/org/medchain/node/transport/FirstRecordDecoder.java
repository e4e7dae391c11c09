package org.medchain.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Waits for the first TLS record of an incoming connection (CONN-17). */
final class FirstRecordDecoder extends ByteToMessageDecoder {
  private static final int HEADER_BYTES = 5;
  private static final int HANDSHAKE_RECORD = 22;
  private static final int VERSION_MAJOR = 3;
  private static final int MAX_RECORD = 1 << 14;

  private final Connection connection;
  private final Runnable complete;

  /**
   * Before a connection.
   *
   * @param complete is called when the record is here: it adds the next handlers, or ends this
   */
  FirstRecordDecoder(Connection connection, Runnable complete) {
    this.connection = connection;
    this.complete = complete;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    int at = in.readerIndex();
    int read = in.readableBytes();
    int length = read < HEADER_BYTES ? 1 : in.getUnsignedShort(at + HEADER_BYTES - 2);
    if (connection.isClosed()) {
      in.skipBytes(read);
    } else if (in.getUnsignedByte(at) != HANDSHAKE_RECORD
        || (read > 1 && in.getUnsignedByte(at + 1) != VERSION_MAJOR)
        || length < 1
        || length > MAX_RECORD) {
      connection.end(CloseReason.TLS, "the first bytes are not those of TLS");
    } else if (read >= HEADER_BYTES + length) {
      complete.run();
      if (!connection.isClosed()) {
        ctx.pipeline().remove(this); // hands on what it has
      }
    }
  }
}
