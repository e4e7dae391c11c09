package org.medchain.application.search;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * Which keywords the entries of an update belong to, for who has the epoch's key (VER-8): their
 * tags in the order of the entries, encrypted, then authenticated together with the entries.
 *
 * <p>The key is bound to the update's number and to the addresses. So an update that was refused,
 * and made again with other entries under the same number, uses another key stream.
 */
final class SealedJournal {
  /** Length of the code in bytes. */
  static final int CODE_SIZE = 16;

  private SealedJournal() {}

  static Bytes seal(EpochKey key, long number, List<IndexEntry> entries, long[] tags) {
    Encoder open = new Encoder(tags.length * Long.BYTES);
    LongStream.of(tags).forEach(open::int64);
    Hash own = keyOf(key, number, entries);
    Bytes hidden = KeyStream.xor(Hash.Keyed.by(own), 0, open.toBytes());
    return new Encoder().raw(hidden).raw(code(own, entries, hidden)).toBytes();
  }

  /** The tags; nothing if this journal was not made with the key for these entries. */
  static Optional<long[]> open(EpochKey key, long number, List<IndexEntry> entries, Bytes sealed) {
    int size = entries.size() * Long.BYTES;
    if (sealed.size() != size + CODE_SIZE) {
      return Optional.empty();
    }
    Hash own = keyOf(key, number, entries);
    Bytes hidden = sealed.slice(0, size);
    if (!code(own, entries, hidden).equals(sealed.slice(size, sealed.size()))) {
      return Optional.empty();
    }
    return Optional.of(tags(KeyStream.xor(Hash.Keyed.by(own), 0, hidden)));
  }

  private static long[] tags(Bytes open) {
    long[] tags = new long[open.size() / Long.BYTES];
    for (int i = 0; i < open.size(); i++) {
      tags[i / Long.BYTES] |= (open.at(i) & 0xFFL) << (Byte.SIZE * (i % Long.BYTES));
    }
    return tags;
  }

  private static Hash keyOf(EpochKey key, long number, List<IndexEntry> entries) {
    Encoder bound = new Encoder(Long.BYTES + entries.size() * Hash.SIZE).int64(number);
    entries.forEach(each -> bound.hash(each.address()));
    return key.derive("journal", bound.toBytes());
  }

  /** Under a key of its own: the stream's blocks are made with the other one. */
  private static Bytes code(Hash own, List<IndexEntry> entries, Bytes hidden) {
    Hash codes = Hash.Keyed.by(own).of(Bytes.utf8("code"));
    Bytes content = new Encoder().list(entries).bytes(hidden).toBytes();
    return Hash.Keyed.by(codes).of(content).toBytes().slice(0, CODE_SIZE);
  }
}
