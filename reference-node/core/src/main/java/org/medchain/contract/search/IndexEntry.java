package org.medchain.contract.search;

import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * One entry of an owner's encrypted index (CON-34, VER-2): to who has no key, both parts are
 * random.
 *
 * @param address where it stands among the owner's entries; only a trapdoor tells it
 * @param value masked, {@link #VALUE_SIZE} bytes
 */
public record IndexEntry(Hash address, Bytes value) implements Encodable {
  /** Bytes of a masked value: a kind and a record's id. */
  public static final int VALUE_SIZE = 1 + Hash.SIZE;

  /** Encoded length in bytes. */
  public static final int SIZE = Hash.SIZE + VALUE_SIZE;

  /** Checks the length. */
  public IndexEntry {
    if (value.size() != VALUE_SIZE) {
      throw new IllegalArgumentException(
          "an entry's value has " + VALUE_SIZE + " bytes, not " + value.size());
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static IndexEntry decode(Decoder in) {
    return new IndexEntry(in.hash(), in.raw(VALUE_SIZE));
  }

  @Override
  public void encode(Encoder out) {
    out.hash(address).raw(value);
  }
}
