package org.medchain.faults.hostile;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Transaction;

/** About how many bytes a value has in a message. */
final class ValueSize {
  /** A number, a hash or a key. */
  private static final int SMALL = 32;

  private ValueSize() {}

  /** Of any value that a message is made of; no encoding is made, which might not fit. */
  static long of(Object value) {
    return switch (value) {
      case Bytes bytes -> SMALL + bytes.size();
      case Transaction request -> Transaction.MIN_SIZE + request.body().size();
      case Block block -> 8 * SMALL + of(block.transactions());
      case Collection<?> all -> ofEach(all);
      case Map<?, ?> map -> 3L * SMALL * map.size();
      case Optional<?> optional -> optional.map(ValueSize::of).orElse(1L);
      case Record whole -> ofParts(whole);
      default -> SMALL;
    };
  }

  /** The same object thousands of times is looked at once; to compare by value would take long. */
  @SuppressWarnings("ReferenceEquality")
  private static long ofEach(Collection<?> all) {
    long sum = 0;
    Object last = null;
    long size = 0;
    for (Object each : all) {
      if (each != last) {
        size = of(each);
        last = each;
      }
      sum += size;
    }
    return sum;
  }

  private static long ofParts(Record whole) {
    long sum = 0;
    for (RecordComponent each : whole.getClass().getRecordComponents()) {
      sum += of(Reflected.part(whole, each));
    }
    return sum;
  }
}
