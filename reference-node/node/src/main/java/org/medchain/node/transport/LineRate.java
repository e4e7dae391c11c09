package org.medchain.node.transport;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A bounded number of log lines a minute for events that anybody can cause: those without a line
 * are counted, and the next line says how many they were (CONN-16, CONN-19).
 */
final class LineRate {
  static final long PERIOD_NS = TimeUnit.MINUTES.toNanos(1);

  private final int linesPerPeriod;
  private long periodBeganNs = System.nanoTime() - PERIOD_NS;
  private int lines;
  private long sinceLastLine;

  LineRate(int linesPerPeriod) {
    this.linesPerPeriod = linesPerPeriod;
  }

  /** How many were left out since the last line; empty if this one is to be left out as well. */
  synchronized OptionalLong admit(long nowNs) {
    if (nowNs - periodBeganNs >= PERIOD_NS) {
      periodBeganNs = nowNs;
      lines = 0;
    }
    if (lines == linesPerPeriod) {
      sinceLastLine++;
      return OptionalLong.empty();
    }
    lines++;
    OptionalLong before = OptionalLong.of(sinceLastLine);
    sinceLastLine = 0;
    return before;
  }
}
