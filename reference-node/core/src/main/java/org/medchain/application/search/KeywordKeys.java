package org.medchain.application.search;

import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * The secrets of one keyword in one epoch: the root of its addresses, the key that masks its
 * values, and its tag in the journal. None of the three says anything of the others.
 *
 * @param root of the tree of addresses
 * @param values the key of its values' masks; nodes never get it
 * @param tag 8 bytes that represent the keyword in the owner's journal
 */
record KeywordKeys(Hash root, Hash.Keyed values, long tag) {
  static KeywordKeys of(EpochKey key, Keyword keyword) {
    Bytes text = Bytes.utf8(keyword.text());
    return new KeywordKeys(
        key.derive("address", text), Hash.Keyed.by(key.derive("value", text)), tag(key, keyword));
  }

  static long tag(EpochKey key, Keyword keyword) {
    return key.derive("tag", Bytes.utf8(keyword.text())).w0();
  }

  /** Masks the value of entry {@code number}. */
  ValuePermutation mask(int number) {
    return new ValuePermutation(values, number);
  }
}
