package org.medchain.contract.search;

import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * An entry of an owner's encrypted keyword index (VER-2): both halves look random to a reader
 * without the owner's search key, whether the entry adds, removes or pads (VER-6).
 *
 * @param address its place among the owner's entries; never used twice
 * @param value masked, 33 bytes
 */
public record IndexEntry(Hash address, Bytes value) implements Encodable {
  /** Length of a masked value in bytes: the entry's kind, and a record's id. */
  public static final int VALUE_SIZE = 1 + Hash.SIZE;

  /** A masked value as it is. */
  static final Codec<Bytes> VALUE = Codec.raw(VALUE_SIZE).named("masked value");

  static final Codec<IndexEntry> CODEC = Codec.of(IndexEntry.class, Codec.HASH, VALUE);

  /** Length of the encoding in bytes. */
  public static final int SIZE = Hash.SIZE + VALUE_SIZE;

  public IndexEntry {
    checkValue(value);
  }

  /** Refuses a value whose length is not that of a masked one. */
  public static void checkValue(Bytes value) {
    Argument.refuseIf(
        value.size() != VALUE_SIZE,
        "a masked value has %s bytes, not %s",
        VALUE_SIZE,
        value.size());
  }
}
