package org.medchain.application.search;

import java.util.Optional;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The content of an entry under its mask.
 *
 * @param kind what it does
 * @param record which it is about; for padding only a number, another one for each act
 */
record EntryValue(EntryKind kind, Hash record) {
  /**
   * The value of the padding in an update that enters this value. It differs for another value. If
   * two updates share an address, because one was refused, their values there are equal if both
   * belong to the same act, padding or not, and never else.
   */
  EntryValue padding(EpochKey key) {
    return new EntryValue(EntryKind.PADDING, key.derive("padding", open()));
  }

  /** The value before it is masked. */
  Bytes open() {
    return new Encoder(IndexEntry.VALUE_SIZE).uint8(kind.code()).hash(record).toBytes();
  }

  /** Masked as entry {@code number} of its keyword. */
  Bytes masked(KeywordKeys keys, int number) {
    return keys.mask(number).apply(open());
  }

  /**
   * The value under the mask; nothing if it is not a value, so that it was not made with the key.
   */
  static Optional<EntryValue> unmasked(KeywordKeys keys, int number, Bytes masked) {
    byte[] open = keys.mask(number).invert(masked).toArray();
    return EntryKind.of(open[0] & 0xFF).map(kind -> new EntryValue(kind, Hash.fromArray(open, 1)));
  }
}
