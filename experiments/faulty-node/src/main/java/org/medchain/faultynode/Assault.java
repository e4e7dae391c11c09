package org.medchain.faultynode;

import java.util.Locale;

/** What Chaos Monkey does to a shell (its "assaults"), in the words of its endpoint. */
public sealed interface Assault {
  /** The keys and values by which the endpoint knows it, as a part of a JSON object. */
  String json();

  /**
   * A call waits.
   *
   * @param fromMs shortest wait, 1 or more
   * @param toMs longest
   */
  record Latency(int fromMs, int toMs) implements Assault {
    @Override
    public String json() {
      return String.format(
          Locale.ROOT,
          "\"latencyActive\":true,\"latencyRangeStart\":%d,\"latencyRangeEnd\":%d",
          fromMs,
          toMs);
    }
  }

  /** A call fails with an exception. */
  record Failure() implements Assault {
    @Override
    public String json() {
      return "\"exceptionsActive\":true";
    }
  }
}
