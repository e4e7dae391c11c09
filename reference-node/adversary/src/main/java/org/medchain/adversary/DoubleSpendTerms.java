package org.medchain.adversary;

import org.medchain.data.Argument;
import org.medchain.data.Transaction;

/**
 * What a double spender pays with and wants instead: requests of one sender and number, of which a
 * chain can hold only one (ADV-41).
 *
 * @param payment sent to the other nodes when the race begins
 * @param confirmations k of the victim, 1 or more
 */
public record DoubleSpendTerms(Transaction payment, Transaction replacement, int confirmations) {
  public DoubleSpendTerms {
    Argument.refuseIf(confirmations < 1, "a victim waits for 1 confirmation or more");
    Argument.refuseIf(
        !payment.request().equals(replacement.request()),
        "payment and replacement exclude each other by name");
  }
}
