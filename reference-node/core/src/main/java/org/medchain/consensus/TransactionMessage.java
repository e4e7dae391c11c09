package org.medchain.consensus;

import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/**
 * A transaction on its way to the nodes. The envelope's signature is the transaction's own, so it
 * is signed once, by its sender, and any node may relay it.
 */
public interface TransactionMessage extends Message.Deniable {
  Transaction transaction();

  @Override
  default void encode(Encoder out) {
    transaction().encodeContent(out);
  }

  @Override
  default int expectedSize() {
    return transaction().contentSize();
  }

  /** Its name, which each receiver needs anyway. */
  @Override
  default Bytes macInput() {
    return transaction().id().toBytes();
  }
}
