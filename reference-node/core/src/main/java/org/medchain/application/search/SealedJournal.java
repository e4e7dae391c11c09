package org.medchain.application.search;

import java.util.Optional;
import java.util.stream.LongStream;
import org.medchain.contract.search.JournalLine;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The keywords of an update's entries, for readers with the epoch's key (VER-8): their tags in the
 * order of the entries, encrypted, then authenticated together with the entries.
 *
 * <p>The key is derived from the update's number and entries. So an update that was refused, and
 * made again under the same number, uses another key stream, or has the same entries, hence the
 * same tags: no stream hides two contents.
 */
final class SealedJournal {
  /** Length of the code in bytes. */
  static final int CODE_SIZE = 16;

  private SealedJournal() {}

  static Bytes seal(EpochKey key, long number, Hash digest, long[] tags) {
    Encoder open = new Encoder(tags.length * Long.BYTES);
    LongStream.of(tags).forEach(open::int64);
    Hash own = keyOf(key, number, digest);
    Bytes hidden = xor(Hash.Keyed.by(own), open.toBytes());
    return new Encoder().raw(hidden).raw(code(own, digest, hidden)).toBytes();
  }

  /** The tags; nothing if this journal was not made with the key for these entries. */
  static Optional<long[]> open(EpochKey key, long number, JournalLine line) {
    int size = line.entries() * Long.BYTES;
    Bytes sealed = line.sealed();
    Hash digest = line.digest();
    if (sealed.size() != size + CODE_SIZE) {
      return Optional.empty();
    }
    Hash own = keyOf(key, number, digest);
    Bytes hidden = sealed.slice(0, size);
    if (!code(own, digest, hidden).equals(sealed.slice(size, sealed.size()))) {
      return Optional.empty();
    }
    return Optional.of(tags(xor(Hash.Keyed.by(own), hidden)));
  }

  private static long[] tags(Bytes open) {
    long[] tags = new long[open.size() / Long.BYTES];
    for (int i = 0; i < open.size(); i++) {
      tags[i / Long.BYTES] |= (open.at(i) & 0xFFL) << (Byte.SIZE * (i % Long.BYTES));
    }
    return tags;
  }

  /** The bytes with as many of the stream added bit by bit; twice gives the first ones again. */
  private static Bytes xor(Hash.Keyed key, Bytes content) {
    byte[] result = content.toArray();
    byte[] block = new byte[Hash.SIZE];
    for (int at = 0; at < result.length; at++) {
      int within = at % Hash.SIZE;
      if (within == 0) {
        key.of(new Encoder(4).int32(at / Hash.SIZE).toBytes()).copyTo(block, 0);
      }
      result[at] ^= block[within];
    }
    return Bytes.of(result);
  }

  private static Hash keyOf(EpochKey key, long number, Hash digest) {
    return key.derive("journal", new Encoder().int64(number).hash(digest).toBytes());
  }

  /** Under a separate key: the stream's blocks are made with the other one. */
  private static Bytes code(Hash own, Hash digest, Bytes hidden) {
    Hash codes = Hash.Keyed.by(own).of(Bytes.utf8("code of a journal"));
    Bytes content = new Encoder().hash(digest).bytes(hidden).toBytes();
    return Hash.Keyed.by(codes).of(content).toBytes().slice(0, CODE_SIZE);
  }
}
