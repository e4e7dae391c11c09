package org.medchain.consensus.pow;

import java.util.List;
import org.medchain.consensus.Request;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * A whole block, the reply to {@link GetBlock}; its miner sends a {@link CompactBlock}. The sender
 * signs the block's hash, which binds header and transactions; it names the relaying node, not the
 * miner.
 *
 * @param block header and transactions
 */
public record NewBlock(Block block) implements Message {
  public static final MessageType TYPE = MessageType.of(30, "new-block", NewBlock.class);

  @Override
  public Bytes statement() {
    return block.hash().toBytes();
  }

  @Override
  public List<Attestation> nested() {
    return Request.attestations(block.transactions());
  }
}
