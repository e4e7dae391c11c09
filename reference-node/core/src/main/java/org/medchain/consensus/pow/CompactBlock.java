package org.medchain.consensus.pow;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * A block as its miner sends it to all (Nakamoto 2008, §5, step 4; after BIP 152): the header and a
 * short id for each transaction, as the receivers have most transactions already (POW-33).
 *
 * @param header of the block
 * @param ids one for each transaction, in the block's order
 */
public record CompactBlock(Header header, List<ShortId> ids) implements Message {
  public static final MessageType TYPE = MessageType.of(36, "compact-block", CompactBlock.class);

  /** Copies the list and checks its size. */
  public CompactBlock {
    ids = List.copyOf(ids);
    Argument.refuseIf(
        ids.size() != header.transactionCount(),
        "header counts %s transactions, there are %s short ids",
        header.transactionCount(),
        ids.size());
  }

  /** The compact form of a block. */
  static CompactBlock of(Block block) {
    return new CompactBlock(
        block.header(),
        block.transactions().stream().map(each -> ShortId.of(block.hash(), each)).toList());
  }
}
