package org.medchain.comparison.prediction;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.comparison.ColumnDefinition;
import org.medchain.comparison.config.ConfigKeys;

/**
 * A closed form to compare with a measurement. Each lists its assumptions; where a cell violates
 * them, {@link Prediction#reason} says so.
 */
public enum PredictionForm {
  /** PBFT's messages for each request. */
  PBFT_MESSAGES,
  /** PBFT's median latency without load. */
  PBFT_LATENCY,
  /** The median time to k confirmations. */
  POW_LATENCY_P50,
  /** Its 90th percentile. */
  POW_LATENCY_P90,
  /** Its 99th percentile. */
  POW_LATENCY_P99,
  /** The probability that k confirmations are reversed. */
  POW_REVERSAL,
  /** The chance that a block gets a competitor. */
  POW_COMPETITOR,
  /** The share of blocks that are lost. */
  POW_STALE,
  /** Hashes for a block. */
  POW_HASHES,
  /** A selfish pool's relative revenue. */
  SELFISH_REVENUE;

  /** The lines of {@code prediction-forms.txt} by their first words. */
  private static final Map<String, String[]> LINES =
      ColumnDefinition.rows(ColumnDefinition.text(PredictionForm.class, "prediction-forms.txt"), 5)
          .collect(Collectors.toMap(parts -> parts[0], Function.identity()));

  private String part(int number) {
    return LINES.get(ConfigKeys.of(this))[number];
  }

  /** Its name in tables of numbers. */
  public String key() {
    return part(1);
  }

  /** The predicted quantity, with its unit. */
  public String title() {
    return part(2);
  }

  /** The formula and its assumptions. */
  public String says() {
    return part(3);
  }

  /** Who published it. */
  public String source() {
    return part(4);
  }
}
