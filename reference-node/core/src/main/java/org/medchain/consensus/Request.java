package org.medchain.consensus;

import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.MessageType;

/**
 * REQUEST (Castro and Liskov 1999, §4.1): asks the nodes to order and execute a transaction.
 *
 * @param transaction the transaction
 */
public record Request(Transaction transaction) implements TransactionMessage {
  /** The kind of message; its name is the transaction's signing domain. */
  public static final MessageType TYPE =
      new MessageType(1, Transaction.DOMAIN, envelope -> new Request(transaction(envelope)));

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
}
