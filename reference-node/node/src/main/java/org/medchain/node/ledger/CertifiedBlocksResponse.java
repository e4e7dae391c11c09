package org.medchain.node.ledger;

import java.util.List;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * A run of decided blocks.
 *
 * @param height up to which the replying node has blocks, unproved
 * @param blocks from the requested height on; none if it lacks that one
 */
public record CertifiedBlocksResponse(long height, List<CertifiedBlock> blocks)
    implements Encodable {
  /** Copies the list. */
  public CertifiedBlocksResponse {
    blocks = List.copyOf(blocks);
  }

  /** Reads what {@link #encode} wrote. */
  public static CertifiedBlocksResponse decode(Decoder in) {
    return new CertifiedBlocksResponse(
        in.int64(), in.list(CertifiedBlock.MIN_SIZE, CertifiedBlock::decode));
  }

  @Override
  public void encode(Encoder out) {
    out.int64(height).list(blocks);
  }
}
