package org.medchain.consensus.pbft.message;

import org.medchain.consensus.Request;
import org.medchain.consensus.TransactionMessage;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.MessageType;

/**
 * A request that its sender asks to execute without ordering (Castro and Liskov 1999, §5.1:
 * read-only). It is signed as the {@link Request} is, so that the same one can be ordered after a
 * timeout.
 *
 * @param transaction the request
 */
public record ReadRequest(Transaction transaction) implements TransactionMessage {
  /** The kind of message; its name is the signing domain, which is the transaction's. */
  public static final MessageType TYPE =
      new MessageType(
          24, Transaction.DOMAIN, envelope -> new ReadRequest(Request.transaction(envelope)));

  /** The request in its envelope: no new signature is made. */
  public static Envelope envelope(Transaction transaction) {
    return Request.envelope(TYPE, transaction);
  }
}
