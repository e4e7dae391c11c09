package org.medchain.node.files;

import java.util.BitSet;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;

/**
 * A holder's report of its part of a file.
 *
 * @param extent nothing, a part or all
 * @param pieces which pieces, bit i of byte i/8 for piece i; empty unless a part is there and they
 *     were requested
 */
record FileAvailability(AvailabilityLevel extent, Bytes pieces) implements Encodable {
  static final Codec<FileAvailability> CODEC =
      Codec.of(
          FileAvailability.class,
          Codec.codes("extent", AvailabilityLevel.values(), AvailabilityLevel::ordinal),
          Codec.BYTES);

  /** The order is part of the wire format. */
  enum AvailabilityLevel {
    NOTHING,
    PART,
    WHOLE
  }

  static final FileAvailability NOTHING =
      new FileAvailability(AvailabilityLevel.NOTHING, Bytes.EMPTY);
  static final FileAvailability WHOLE = new FileAvailability(AvailabilityLevel.WHOLE, Bytes.EMPTY);

  static FileAvailability part(BitSet pieces) {
    return new FileAvailability(AvailabilityLevel.PART, Bytes.of(pieces.toByteArray()));
  }

  boolean isWhole() {
    return extent == AvailabilityLevel.WHOLE;
  }

  /** As a set, for a file of this number of pieces. */
  BitSet toBitSet(int count) {
    BitSet set = BitSet.valueOf(pieces.toArray());
    if (extent == AvailabilityLevel.WHOLE) {
      set.set(0, count);
    }
    set.clear(count, Math.max(count, set.length()));
    return set;
  }
}
