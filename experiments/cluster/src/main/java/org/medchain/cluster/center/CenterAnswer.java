package org.medchain.cluster.center;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Receipt;

/**
 * What a command to the center answers, in words and as fields of a JSON object (CLUSTER-25).
 *
 * @param done whether all of it was done; if not, the lines say what was refused
 * @param lines for people
 * @param fields for programs
 */
record CenterAnswer(boolean done, List<String> lines, Map<String, Object> fields) {
  /** An answer of something that is done, still without words. */
  static CenterAnswer empty() {
    return new CenterAnswer(true, new ArrayList<>(), new LinkedHashMap<>());
  }

  /** Adds a line that tells nothing but itself. */
  CenterAnswer line(String text) {
    lines.add(text);
    return this;
  }

  /** Adds a field. */
  CenterAnswer with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  /** The ledger's receipts, one line each. */
  static CenterAnswer of(List<Receipt> receipts) {
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> requests = new ArrayList<>();
    boolean done = true;
    for (Receipt receipt : receipts) {
      Outcome outcome = Outcome.of(receipt);
      lines.add(
          String.format(Locale.ROOT, "request %d: %s", receipt.request().sequence(), outcome));
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("request", receipt.request().sequence());
      request.put("outcome", outcome.name());
      requests.add(request);
      done &= receipt.succeeded();
    }
    return new CenterAnswer(done, lines, new LinkedHashMap<>(Map.of("requests", requests)));
  }
}
