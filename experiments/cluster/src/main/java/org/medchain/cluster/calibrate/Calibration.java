package org.medchain.cluster.calibrate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.medchain.experiments.config.SchemaText;

/**
 * All that was measured on a machine, and the part of a config that it makes (decision 0175).
 *
 * @param signatures of the node's scheme
 * @param handle a replica's step, with those that follow from it
 * @param execute the contract's execution of a transaction
 * @param storage storing and indexing it
 * @param decoding messages
 * @param connections over loopback
 * @param force of the disk, four files at once
 * @param checkpoints of a node
 * @param processors that the machine shows
 */
record Calibration(
    SignatureCosts signatures,
    MedianEstimate handle,
    MedianEstimate execute,
    MedianEstimate storage,
    DecodingCosts decoding,
    ConnectionCosts connections,
    MedianEstimate force,
    CheckpointCosts checkpoints,
    int processors) {
  /** As many as a node remembers. */
  static final int SIGNATURE_CACHE_SIZE = 65_536;

  /** Loopback has no line to wait for: what bytes cost there, processors pay. */
  private static final int LOOPBACK_MBPS = 100_000;

  private static final double US_PER_MS = 1e3;
  private static final int DIGITS = 3;

  /** The file, after its heading. */
  String yaml() {
    // What both ends' processors do on the way is charged to them.
    MedianEstimate way =
        connections.oneWayUs().minus(connections.send().median() + connections.receive().median());
    return String.format(
        Locale.ROOT,
        SchemaText.of(Calibration.class, "calibration.format"),
        figure(way.in(US_PER_MS)),
        LOOPBACK_MBPS,
        figure(signatures.sign()),
        figure(signatures.verify()),
        figure(decoding.perKib().plus(connections.receivePerKib())),
        figure(handle.plus(decoding.each())),
        figure(execute.plus(storage)),
        figure(force),
        figure(connections.receive()),
        figure(connections.send()),
        figure(decoding.reply()),
        SIGNATURE_CACHE_SIZE,
        figure(signatures.cacheHit()),
        figure(connections.wake()),
        figure(checkpoints.us()),
        figure(checkpoints.usPerKib()),
        plain(checkpoints.kib()),
        processors);
  }

  /** The value, and behind it what is known of it. */
  private static String figure(MedianEstimate value) {
    return plain(value.median())
        + (" # " + plain(value.low()) + " to " + plain(value.high()) + "; " + value.rounds());
  }

  /** Three digits, which is more than is known. */
  static String plain(double value) {
    return new BigDecimal(value)
        .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }
}
