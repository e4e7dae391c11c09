package org.medchain.consensus.pbft.message;

import org.medchain.consensus.Request;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * A request that its sender asks to execute without ordering (Castro and Liskov 1999, §5.1:
 * read-only). It is signed as the {@link Request} is, so that the same one can be ordered after a
 * timeout.
 *
 * @param transaction the request
 */
public record ReadRequest(Transaction transaction) implements Message {
  /** The kind of message; its name is the signing domain, which is the transaction's. */
  public static final MessageType TYPE =
      new MessageType(24, Transaction.DOMAIN, ReadRequest::decode);

  /** The request in its envelope: no new signature is made. */
  public static Envelope envelope(Transaction transaction) {
    return Request.envelope(TYPE, transaction);
  }

  private static Message decode(Envelope envelope) {
    return new ReadRequest(Request.transaction(envelope));
  }

  @Override
  public void encode(Encoder out) {
    out.raw(transaction.content());
  }

  @Override
  public Bytes macInput() {
    return transaction.id().toBytes();
  }

  @Override
  public boolean mayBeUnsigned() {
    return true;
  }
}
