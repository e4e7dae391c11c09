package org.medchain.experiments.drawing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import org.medchain.experiments.execution.ReadableNumbers;

/** The quantity of an axis, with its unit. */
public enum AxisQuantity {
  NODES("consensus nodes", "1", "number of nodes"),
  FAULT_RATE("faulty share of the nodes", "1", "fault rate"),
  CRASHED("crashed nodes, of all", "1", "fault rate"),
  ATTACKER_SHARE("share that finality withstands", "1", "share that finality withstands"),
  EPSILON("probability of a reversal, at most", "1", "probability of a reversal that is accepted"),
  BLOCK_INTERVAL("mean time between blocks", "s", "block interval"),
  /** A key of the config that is an axis (CMP-58); its path is the figure's own label. */
  KEY("value of a key", "", "value of a key"),
  LOAD_SHARE("share of saturation", "1", "share of the highest sustained rate"),
  THROUGHPUT("final requests a second", "requests/s", "throughput"),
  LATENCY("latency", "ms", "latency"),
  MEDIAN_LATENCY("median latency, logarithmic", "ms", "median latency"),
  MESSAGES("messages a final request", "messages/request", "messages a request"),
  STALE("stale share of the blocks", "1", "stale blocks"),
  VIOLATED("trials with nodes that disagree", "1", "broken agreement"),
  DISHONEST("dishonest share of the uploaders", "1", "dishonest share of the uploaders"),
  FALSE_ACCEPTED("false records found valid", "1", "false records found valid");

  private final String label;
  private final String unit;
  private final String heading;

  AxisQuantity(String label, String unit, String heading) {
    this.label = label;
    this.unit = unit;
    this.heading = heading;
  }

  /** The text beside the axis. */
  public String label() {
    return label;
  }

  /** The unit of its values; empty for a key of the config, each of which has its own. */
  public String unit() {
    return unit;
  }

  /** What a figure's heading calls it. */
  public String heading() {
    return heading;
  }

  /** A value as a tick's label. */
  public String tick(double value) {
    return switch (this) {
      case NODES -> Long.toString(Math.round(value));
      case FAULT_RATE,
          CRASHED,
          ATTACKER_SHARE,
          LOAD_SHARE,
          STALE,
          VIOLATED,
          DISHONEST,
          FALSE_ACCEPTED ->
          new BigDecimal(value)
                  .round(new MathContext(3))
                  .movePointRight(2)
                  .stripTrailingZeros()
                  .toPlainString()
              + " %";
      case EPSILON -> value < 0.001 ? "1e" + Math.round(Math.log10(value)) : plain(value);
      case BLOCK_INTERVAL -> plain(value) + " s";
      case KEY -> plain(value);
      case THROUGHPUT, MESSAGES -> ReadableNumbers.count(value);
      case MEDIAN_LATENCY -> ReadableNumbers.significant(value / 1000) + " s";
      case LATENCY ->
          value < 1000
              ? ReadableNumbers.significant(value) + " ms"
              : ReadableNumbers.significant(value / 1000) + " s";
    };
  }

  /** The same; empty where there is no value. */
  public String tick(OptionalDouble value) {
    return value.isPresent() ? tick(value.getAsDouble()) : "";
  }

  /** Where values are drawn that the scale does not hold: no request final is a rate of nothing. */
  boolean drawsMissingBelow() {
    return this == THROUGHPUT;
  }

  /** Whether its values are measured also where they are places on the axis from left to right. */
  boolean isMeasured() {
    return this == THROUGHPUT;
  }

  /** Whether its values differ by decades between protocols, so that only their ratios are seen. */
  boolean isLogarithmic() {
    return this == MEDIAN_LATENCY;
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Whether ratios matter more than differences, where values are chosen. */
  public boolean isRatioScale() {
    return this == NODES || this == EPSILON || this == BLOCK_INTERVAL || this == KEY;
  }
}
