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
 * @param record which it is about; {@link Hash#ZERO} for padding
 */
record EntryValue(EntryKind kind, Hash record) {
  static final EntryValue PADDING = new EntryValue(EntryKind.PADDING, Hash.ZERO);

  /** Masked as entry {@code number} of its keyword. */
  Bytes masked(KeywordKeys keys, int number) {
    Bytes open = new Encoder(IndexEntry.VALUE_SIZE).uint8(kind.code()).hash(record).toBytes();
    return keys.mask(number, open);
  }

  /**
   * What stands under the mask; nothing if it is no value, so that it was not made with the key.
   */
  static Optional<EntryValue> unmasked(KeywordKeys keys, int number, Bytes masked) {
    byte[] open = keys.mask(number, masked).toArray();
    return EntryKind.of(open[0] & 0xFF)
        .map(kind -> new EntryValue(kind, Hash.fromArray(open, 1)))
        .filter(value -> value.kind != EntryKind.PADDING || value.equals(PADDING));
  }
}
