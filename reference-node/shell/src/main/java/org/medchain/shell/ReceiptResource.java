package org.medchain.shell;

import java.util.Locale;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Receipt;

/**
 * A receipt as it is shown.
 *
 * @param sender whose request it was, in hexadecimal digits
 * @param sequence the sender's number of it
 * @param succeeded whether it had its effect
 * @param outcome why not, or {@code ok}
 * @param output of the operation, in the contract layer's encoding, in hexadecimal digits
 */
public record ReceiptResource(
    String sender, long sequence, boolean succeeded, String outcome, String output) {
  static ReceiptResource of(Receipt receipt) {
    return new ReceiptResource(
        receipt.request().sender().toString(),
        receipt.request().sequence(),
        receipt.succeeded(),
        Outcome.of(receipt).name().toLowerCase(Locale.ROOT),
        receipt.output().toHex());
  }
}
