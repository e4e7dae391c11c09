package org.medchain.experiments.report;

import java.math.BigDecimal;
import org.medchain.experiments.running.Words;

/** What an axis shows, with its unit. */
enum Quantity {
  NODES("consensus nodes"),
  FAULT_RATE("faulty share of the nodes"),
  THROUGHPUT("final requests a second"),
  LATENCY("latency"),
  MESSAGES("messages a final request");

  private final String label;

  Quantity(String label) {
    this.label = label;
  }

  /** The text beside the axis. */
  String label() {
    return label;
  }

  /** A value as it stands at a tick; latencies are in ms. */
  String tick(double value) {
    return switch (this) {
      case NODES -> Long.toString(Math.round(value));
      case FAULT_RATE ->
          BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
      case THROUGHPUT, MESSAGES -> Words.count(value);
      case LATENCY ->
          value < 1000 ? Words.significant(value) + " ms" : Words.significant(value / 1000) + " s";
    };
  }

  /** Where values are drawn that the scale does not hold: no request final is a rate of nothing. */
  boolean missingBelow() {
    return this == THROUGHPUT;
  }
}
