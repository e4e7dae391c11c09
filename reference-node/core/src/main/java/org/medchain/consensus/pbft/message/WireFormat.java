package org.medchain.consensus.pbft.message;

import org.medchain.data.Block;
import org.medchain.data.Codec;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.network.Envelope;

/** What several messages have in them, on the wire. */
public final class WireFormat {
  /** A view or a height, which is not negative. */
  public static final Codec<Long> NUMBER =
      Codec.INT64.checked(
          number -> {
            if (number < 0) {
              throw new MalformedInput("a view or height is not negative: " + number);
            }
          });

  /** Header and transactions. */
  public static final Codec<Block> BLOCK =
      Codec.of(
          Header.SIZE + 1, Block::expectedSize, (out, block) -> block.encode(out), Block::decode);

  /** A signed message. */
  public static final Codec<Envelope> ENVELOPE =
      Codec.of(
          Envelope.MIN_SIZE, Envelope::size, (out, each) -> each.encode(out), Envelope::decode);

  private WireFormat() {}
}
