package org.medchain.consensus.pow;

import java.util.List;
import org.medchain.consensus.Request;
import org.medchain.data.Attestation;
import org.medchain.data.Codec;
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
  static final Codec<BlockTransactions> CODEC =
      Codec.of(BlockTransactions.class, Codec.HASH, Transaction.CODEC.list());

  /** The kind of message. */
  public static final MessageType TYPE = PowMessages.type(38, "block-transactions", CODEC);

  /** Copies the list. */
  public BlockTransactions {
    transactions = List.copyOf(transactions);
  }

  @Override
  public List<Attestation> nested() {
    return Request.attestations(transactions);
  }
}
