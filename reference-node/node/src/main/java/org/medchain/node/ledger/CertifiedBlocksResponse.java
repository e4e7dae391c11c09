package org.medchain.node.ledger;

import java.util.List;
import org.medchain.data.Encodable;

/**
 * A run of decided blocks.
 *
 * @param height up to which the replying node has blocks, unproved
 * @param blocks from the requested height on; none if it lacks that one
 */
public record CertifiedBlocksResponse(long height, List<CertifiedBlock> blocks)
    implements Encodable {
  public CertifiedBlocksResponse {
    blocks = List.copyOf(blocks);
  }
}
