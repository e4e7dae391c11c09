package org.medchain.cluster.calibrate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.medchain.experiments.config.SchemaText;

/**
 * All that was measured on a machine, and the part of a config that it makes (decision 0175).
 *
 * @param figures of {@link CostMeasurements}, in µs
 * @param processors that the machine shows
 */
record Calibration(Map<String, MedianEstimate> figures, int processors) {
  /** As many as a node remembers. */
  static final int SIGNATURE_CACHE_SIZE = 65_536;

  /** Loopback has no line to wait for: what bytes cost there, processors pay. */
  private static final int LOOPBACK_MBPS = 100_000;

  private static final double US_PER_MS = 1e3;
  private static final int DIGITS = 3;
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  /** The file, after its heading. */
  String yaml() {
    return PLACE
        .matcher(SchemaText.of(Calibration.class, "calibration.format"))
        .replaceAll(place -> text(place.group(1)));
  }

  private String text(String key) {
    return switch (key) {
      case "mbps" -> Integer.toString(LOOPBACK_MBPS);
      case "remembered" -> Integer.toString(SIGNATURE_CACHE_SIZE);
      case "processors" -> Integer.toString(processors);
      // What both ends' processors do on the way is charged to them.
      case "way_ms" ->
          figure(of("way").minus(of("send").median() + of("receive").median()).in(US_PER_MS));
      case "longest_kib" -> plain(of(key).high());
      case "read_kib" -> figure(of("decode_kib").plus(of("receive_kib")));
      case "handle" -> figure(of("step").plus(of("decode")));
      case "execute" -> figure(of("apply").plus(of("store")));
      default -> figure(of(key));
    };
  }

  private MedianEstimate of(String key) {
    return Objects.requireNonNull(figures.get(key), key);
  }

  /** The value, and behind it what is known of it. */
  private static String figure(MedianEstimate value) {
    return "%s # %s to %s; %s"
        .formatted(plain(value.median()), plain(value.low()), plain(value.high()), value.rounds());
  }

  /** Three digits, which is more than is known. */
  static String plain(double value) {
    return new BigDecimal(value)
        .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }
}
