package org.medchain.cluster.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Loads and their results as lines of text between a load's process and who started it. */
public final class LoadLineCodec {
  private LoadLineCodec() {}

  /** A plan as a line. */
  public static String encode(LoadPlan plan) {
    return String.format(
        Locale.ROOT,
        "%d %d %s %d %s %d %d",
        plan.senders(),
        plan.outstanding(),
        plan.rateTps(),
        plan.requestBytes(),
        plan.macs(),
        plan.warmup().toMillis(),
        plan.duration().toMillis());
  }

  static LoadPlan decodePlan(String line) {
    String[] parts = line.split(" ", -1);
    return new LoadPlan(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Double.parseDouble(parts[2]),
        Integer.parseInt(parts[3]),
        Boolean.parseBoolean(parts[4]),
        Duration.ofMillis(Long.parseLong(parts[5])),
        Duration.ofMillis(Long.parseLong(parts[6])));
  }

  static String encodeResult(LoadResult result) {
    Histogram histogram = result.latencyUs();
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(buffer.array(), 0, length);
    return String.format(
        Locale.ROOT,
        "%d %d %d %d %s %d %s",
        result.sent(),
        result.accepted(),
        result.rejected(),
        result.unfinished(),
        result.throughputTps(),
        result.cpuNs(),
        Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }

  /**
   * Reads a result's line.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static LoadResult encodeResult(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 7) {
      throw new IllegalArgumentException("no result of a load: " + line);
    }
    try {
      Histogram histogram =
          Histogram.decodeFromCompressedByteBuffer(
              ByteBuffer.wrap(Base64.getDecoder().decode(parts[6])), 0);
      return new LoadResult(
          Long.parseLong(parts[0]),
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          Long.parseLong(parts[3]),
          Double.parseDouble(parts[4]),
          Long.parseLong(parts[5]),
          histogram);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("no result of a load: " + line, e);
    }
  }
}
