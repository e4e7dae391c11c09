package org.medchain.node.files;

import java.util.BitSet;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * How much of a file a holder says it has.
 *
 * @param extent nothing, a part or all
 * @param pieces which pieces, bit i of byte i/8 for piece i; empty unless a part is there and they
 *     were asked for
 */
record Presence(Extent extent, Bytes pieces) implements Encodable {
  /** Codes are part of the wire format. */
  enum Extent {
    NOTHING(0),
    PART(1),
    WHOLE(2);

    private final int code;

    Extent(int code) {
      this.code = code;
    }

    static Extent decode(Decoder in) {
      int code = in.uint8();
      return switch (code) {
        case 0 -> NOTHING;
        case 1 -> PART;
        case 2 -> WHOLE;
        default -> throw in.malformed("an extent has code 0 to 2, not " + code);
      };
    }
  }

  static final Presence NOTHING = new Presence(Extent.NOTHING, Bytes.EMPTY);
  static final Presence WHOLE = new Presence(Extent.WHOLE, Bytes.EMPTY);

  static Presence part(BitSet pieces) {
    return new Presence(Extent.PART, Bytes.of(pieces.toByteArray()));
  }

  boolean isWhole() {
    return extent == Extent.WHOLE;
  }

  /** As a set, for a file of so many pieces. */
  BitSet of(int count) {
    BitSet set = BitSet.valueOf(pieces.toArray());
    if (extent == Extent.WHOLE) {
      set.set(0, count);
    }
    set.clear(count, Math.max(count, set.length()));
    return set;
  }

  static Presence decode(Decoder in) {
    return new Presence(Extent.decode(in), in.bytes());
  }

  @Override
  public void encode(Encoder out) {
    out.uint8(extent.code).bytes(pieces);
  }
}
