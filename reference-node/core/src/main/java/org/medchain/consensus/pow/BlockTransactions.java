package org.medchain.consensus.pow;

import java.util.List;
import org.medchain.consensus.Request;
import org.medchain.data.Attestation;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * The transactions that {@link GetBlockTransactions} requests, in its order.
 *
 * @param block hash of the header of the block that holds them
 * @param transactions as many as requested
 */
public record BlockTransactions(Hash block, List<Transaction> transactions) implements Message {
  public static final MessageType TYPE =
      MessageType.of(38, "block-transactions", BlockTransactions.class);

  public BlockTransactions {
    transactions = List.copyOf(transactions);
  }

  @Override
  public List<Attestation> nested() {
    return Request.attestations(transactions);
  }
}
