package org.medchain.consensus.pbft.message;

import org.medchain.data.Block;
import org.medchain.data.Codec;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;

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

  private WireFormat() {}
}
