package org.medchain.cluster.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.util.StdConverter;

/** A histogram as text, for lines of JSON. */
final class HistogramText {
  private HistogramText() {}

  /** To text. */
  static final class Writer extends StdConverter<Histogram, String> {
    @Override
    public String convert(Histogram histogram) {
      byte[] bytes = new byte[histogram.getNeededByteBufferCapacity()];
      int length = histogram.encodeIntoCompressedByteBuffer(ByteBuffer.wrap(bytes));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length));
    }
  }

  /** From text. */
  static final class Reader extends StdConverter<String, Histogram> {
    @Override
    public Histogram convert(String text) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      } catch (DataFormatException e) {
        throw new IllegalArgumentException("no histogram: " + text, e);
      }
    }
  }
}
