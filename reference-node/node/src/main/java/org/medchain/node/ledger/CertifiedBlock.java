package org.medchain.node.ledger;

import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Encodable;

/**
 * A block and the proof that it is decided (CONS-7).
 *
 * @param block the block
 * @param certificate of the protocol that committed it
 */
public record CertifiedBlock(Block block, Certificate certificate) implements Encodable {
  public long height() {
    return block.height();
  }
}
