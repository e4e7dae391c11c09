package org.medchain.consensus.pow;

import java.util.List;
import org.medchain.consensus.Request;
import org.medchain.data.Attestation;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
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
  /** The kind of message. */
  public static final MessageType TYPE =
      PowMessages.type(38, "block-transactions", BlockTransactions::decode);

  /** Copies the list. */
  public BlockTransactions {
    transactions = List.copyOf(transactions);
  }

  /** Reads what {@link #encode} wrote. */
  static BlockTransactions decode(Decoder in) {
    return new BlockTransactions(in.hash(), in.list(Transaction.MIN_SIZE, Transaction::decode));
  }

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(block).list(transactions);
  }

  @Override
  public List<Attestation> nested() {
    return Request.attestations(transactions);
  }
}
