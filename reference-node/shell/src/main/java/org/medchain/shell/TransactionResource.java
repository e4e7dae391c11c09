package org.medchain.shell;

import org.medchain.data.Transaction;

/**
 * A transaction of the ledger as it is shown. All bytes are hexadecimal digits.
 *
 * @param id its name
 * @param height of its block
 * @param index in that block
 * @param sender who signed it
 * @param sequence the sender's number of it
 * @param kind the operation's code
 * @param encoded the whole transaction in its canonical encoding
 * @param receipt the result of executing it, as long as that is kept; null after
 */
public record TransactionResource(
    String id,
    long height,
    int index,
    String sender,
    long sequence,
    int kind,
    String encoded,
    ReceiptResource receipt) {
  static TransactionResource of(
      long height, int index, Transaction transaction, ReceiptResource receipt) {
    return new TransactionResource(
        transaction.id().toHex(),
        height,
        index,
        transaction.request().sender().toString(),
        transaction.request().sequence(),
        transaction.kind(),
        transaction.encoded().toHex(),
        receipt);
  }
}
