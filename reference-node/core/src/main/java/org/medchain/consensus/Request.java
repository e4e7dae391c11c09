package org.medchain.consensus;

import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * REQUEST (Castro and Liskov 1999, §4.1): a transaction on its way to the nodes. The envelope's
 * signature is the transaction's own, so a request is signed once, by its sender, and any node may
 * relay it.
 *
 * @param transaction the transaction
 */
public record Request(Transaction transaction) implements Message {
  /** The kind of message; its name is the transaction's signing domain. */
  public static final MessageType TYPE = new MessageType(1, Transaction.DOMAIN, Request::decode);

  /** A request in its envelope: no new signature is made. */
  public static Envelope envelope(Transaction transaction) {
    return envelope(TYPE, transaction);
  }

  /** A transaction in an envelope of any kind of message that is signed by being it. */
  public static Envelope envelope(MessageType type, Transaction transaction) {
    return new Envelope(
        type.code(),
        transaction.request().sender(),
        transaction.content(),
        transaction.signature());
  }

  /** The transaction in such an envelope; its sender must be the envelope's. */
  public static Transaction transaction(Envelope envelope) {
    Transaction transaction =
        Decoder.decode(envelope.body(), in -> Transaction.decodeContent(in, envelope.signature()));
    if (!transaction.request().sender().equals(envelope.sender())) {
      throw new MalformedInput("the envelope names another sender");
    }
    return transaction;
  }

  private static Message decode(Envelope envelope) {
    return new Request(transaction(envelope));
  }

  @Override
  public void encode(Encoder out) {
    transaction.encodeContent(out);
  }

  @Override
  public int expectedSize() {
    return transaction.contentSize();
  }

  /** Its name, which each receiver needs anyway. */
  @Override
  public Bytes macInput() {
    return transaction.id().toBytes();
  }

  /**
   * The requests of a block, whose signatures a proposal's receiver has to check. For one without a
   * signature others have to vouch, where the chain allows that at all.
   */
  public static List<Attestation> attestations(List<Transaction> transactions) {
    return transactions.stream()
        .filter(Transaction::isSigned)
        .map(Transaction::attestation)
        .toList();
  }

  @Override
  public boolean mayBeUnsigned() {
    return true;
  }
}
