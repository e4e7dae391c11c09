package org.medchain.cluster.center;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Receipt;

/**
 * What a command to the center answers (CLUSTER-25).
 *
 * @param done whether all of it was done; if not, the lines say what was refused
 * @param lines for people
 */
record CenterAnswer(boolean done, List<String> lines) {
  /** Adds a line. */
  CenterAnswer line(String text) {
    lines.add(text);
    return this;
  }

  /** The ledger's receipts, one line each. */
  static CenterAnswer of(List<Receipt> receipts) {
    CenterAnswer answer =
        new CenterAnswer(receipts.stream().allMatch(Receipt::succeeded), new ArrayList<>());
    for (Receipt receipt : receipts) {
      answer.lines.add(
          String.format(
              Locale.ROOT, "request %d: %s", receipt.request().sequence(), Outcome.of(receipt)));
    }
    return answer;
  }
}
