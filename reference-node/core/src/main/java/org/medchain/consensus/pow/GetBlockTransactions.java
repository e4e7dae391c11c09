package org.medchain.consensus.pow;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Requests missing transactions of the sender of a {@link CompactBlock}; {@link BlockTransactions}
 * is the reply.
 *
 * @param block hash of its header
 * @param indices of the transactions in the block, from 0, growing; at least one
 */
public record GetBlockTransactions(Hash block, List<Integer> indices) implements Message {
  public static final MessageType TYPE =
      MessageType.of(37, "get-block-transactions", GetBlockTransactions.class);

  /** Copies the list and checks its order. */
  public GetBlockTransactions {
    indices = List.copyOf(indices);
    int last = -1;
    for (int index : indices) {
      Argument.refuseIf(index <= last, "indices grow from 0 on");
      last = index;
    }
    Argument.refuseIf(indices.isEmpty(), "nothing is asked for");
  }
}
