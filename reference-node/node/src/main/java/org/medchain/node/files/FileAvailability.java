package org.medchain.node.files;

import java.util.BitSet;
import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * A holder's report of its part of a file.
 *
 * @param extent nothing, a part or all
 * @param pieces which pieces, bit i of byte i/8 for piece i; empty unless a part is there and they
 *     were requested
 */
record FileAvailability(AvailabilityLevel extent, Bytes pieces) implements Encodable {
  /** The order is part of the wire format. */
  enum AvailabilityLevel {
    NOTHING,
    PART,
    WHOLE
  }

  private static final List<AvailabilityLevel> BY_CODE = List.of(AvailabilityLevel.values());

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

  static FileAvailability decode(Decoder in) {
    int code = in.uint8();
    if (code >= BY_CODE.size()) {
      throw in.malformed("an extent has code 0 to 2, not " + code);
    }
    return new FileAvailability(BY_CODE.get(code), in.bytes());
  }

  @Override
  public void encode(Encoder out) {
    out.uint8(BY_CODE.indexOf(extent)).bytes(pieces);
  }
}
