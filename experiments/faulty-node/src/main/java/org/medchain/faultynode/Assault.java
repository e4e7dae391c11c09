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

  /** The process stops in order, which is no crash; on {@link ChaosMonkeyClient#attack}. */
  record Stop() implements Assault {
    @Override
    public String json() {
      return "\"killApplicationActive\":true";
    }
  }

  /**
   * The heap fills; on {@link ChaosMonkeyClient#attack}.
   *
   * @param share of the heap, over 0 to 0.95
   * @param holdMs how long, 1500 or more
   */
  record Memory(double share, int holdMs) implements Assault {
    @Override
    public String json() {
      return String.format(
          Locale.ROOT,
          "\"memoryActive\":true,\"memoryFillTargetFraction\":%s,"
              + "\"memoryMillisecondsHoldFilledMemory\":%d",
          share,
          holdMs);
    }
  }

  /**
   * The processors compute; on {@link ChaosMonkeyClient#attack}.
   *
   * @param share of them, over 0 to 1
   * @param holdMs how long, 1500 or more
   */
  record Processor(double share, int holdMs) implements Assault {
    @Override
    public String json() {
      return String.format(
          Locale.ROOT,
          "\"cpuActive\":true,\"cpuLoadTargetFraction\":%s,\"cpuMillisecondsHoldLoad\":%d",
          share,
          holdMs);
    }
  }
}
