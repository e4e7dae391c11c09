package org.medchain.data;

import java.util.List;
import java.util.stream.IntStream;

record RawLeaf(Bytes content) implements Encodable {
  /** {@code count} different leaves. */
  static List<RawLeaf> distinct(int count) {
    return IntStream.range(0, count).mapToObj(i -> new RawLeaf(Bytes.utf8("leaf " + i))).toList();
  }

  @Override
  public void encode(Encoder out) {
    out.raw(content);
  }
}
