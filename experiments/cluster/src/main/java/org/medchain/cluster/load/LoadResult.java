package org.medchain.cluster.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * The result of a client's process.
 *
 * @param accepted requests, by f + 1 equal replies
 * @param due requests that were due in the measured time, those that never became final included
 * @param throughputTps accepted a second, over the measured time
 * @param cpuNs processor time of this process in the measured time, in nanoseconds
 * @param latencies of those due in the measured time, as text for a line of JSON
 */
public record LoadResult(
    long accepted, long due, double throughputTps, long cpuNs, String latencies) {
  /** With latencies in microseconds. */
  public static LoadResult of(
      long accepted, long due, double throughputTps, long cpuNs, Histogram latencyUs) {
    byte[] bytes = new byte[latencyUs.getNeededByteBufferCapacity()];
    int length = latencyUs.encodeIntoCompressedByteBuffer(ByteBuffer.wrap(bytes));
    String text = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length));
    return new LoadResult(accepted, due, throughputTps, cpuNs, text);
  }

  /** The latencies, in microseconds. */
  public Histogram latencyUs() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(latencies));
      return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("no histogram: " + latencies, e);
    }
  }
}
