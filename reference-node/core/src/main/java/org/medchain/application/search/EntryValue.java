package org.medchain.application.search;

import java.util.Optional;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * What an entry says under its mask.
 *
 * @param kind what it does
 * @param record which it is about; of padding, nothing but a number, another one for each act
 */
record EntryValue(EntryKind kind, Hash record) {
  /**
   * What the padding says of an update that enters this value. It is another one for another value:
   * an address that two updates have in common, of which one was refused, has equal values in both
   * if they are of the same act, be it padding or not, and else never.
   */
  EntryValue padding(EpochKey key) {
    return new EntryValue(EntryKind.PADDING, key.derive("padding", open()));
  }

  /** As it stands under the mask. */
  Bytes open() {
    return new Encoder(IndexEntry.VALUE_SIZE).uint8(kind.code()).hash(record).toBytes();
  }

  /** Masked as entry {@code number} of its keyword. */
  Bytes masked(KeywordKeys keys, int number) {
    return keys.mask(number).apply(open());
  }

  /**
   * What stands under the mask; nothing if it is no value, so that it was not made with the key.
   */
  static Optional<EntryValue> unmasked(KeywordKeys keys, int number, Bytes masked) {
    byte[] open = keys.mask(number).invert(masked).toArray();
    return EntryKind.of(open[0] & 0xFF).map(kind -> new EntryValue(kind, Hash.fromArray(open, 1)));
  }
}
