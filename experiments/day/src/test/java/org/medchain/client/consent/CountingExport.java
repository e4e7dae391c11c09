package org.medchain.client.consent;

import java.util.SortedMap;
import java.util.TreeMap;

/** A form of these tests' own, which needs no library: it counts what was proved. */
public final class CountingExport implements ConsentExport {
  public CountingExport() {}

  @Override
  public ExportedConsents export(ConsentHistory history) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    counts.put("reads", history.reads().size());
    counts.put("own_reads", 0);
    for (GivenConsent each : history.consents()) {
      counts.merge(word(each, history.timeMs()), 1, Integer::sum);
    }
    history
        .reads()
        .forEach(
            each -> {
              counts.merge("blocks", history.block(each).isPresent() ? 1 : 0, Integer::sum);
              counts.merge(
                  "own_reads", history.transaction(each).isPresent() ? 1 : 0, Integer::sum);
            });
    return new ExportedConsents(history.toString(), counts);
  }

  private static String word(GivenConsent consent, long timeMs) {
    return consent
            .end()
            .map(end -> end.cause().name())
            .orElse(consent.isInForce(timeMs) ? "in_force" : "over")
        + (consent.given().isPresent() ? "" : "_of_another");
  }
}
