package org.medchain.node.storage;

import org.medchain.data.Coded;
import org.medchain.data.Encodable;

/**
 * The header of a record behind its checksum (STO-2).
 *
 * @param length of the content in bytes
 * @param contentChecksum CRC-32C of the content
 * @param kind of the record
 * @param sequence number of the record in its store, from 1
 * @param forced the positions forced before this one was written
 * @param tag the content's own number: a token, a height
 */
record LogRecordHeader(
    int length,
    int contentChecksum,
    LogRecordKind kind,
    long sequence,
    ForcedBefore forced,
    long tag)
    implements Encodable {
  /** Encoded length in bytes, with the checksum in front. */
  static final int SIZE = 4 + 4 + 4 + 1 + 8 + 8 + 8 + 8;

  /**
   * The positions that had been forced at some time (decisions 0140, 0198): the proof that all up
   * to it must be there.
   *
   * @param here number of the last record of this sequence
   * @param other the same of the other one: in the log that of the blocks, in the blocks that of
   *     the log
   */
  record ForcedBefore(long here, long other) implements Encodable {
    static final ForcedBefore NOTHING = new ForcedBefore(0, 0);

    /** All that either of these proves. */
    ForcedBefore and(ForcedBefore more) {
      return new ForcedBefore(Math.max(here, more.here), Math.max(other, more.other));
    }
  }

  /** The kind of a record. Codes are part of the format. */
  enum LogRecordKind implements Coded {
    /** An entry of the replica's log; the tag is its token. */
    ENTRY(1),
    /** A snapshot is durable; the tag is its height. */
    SNAPSHOT(2),
    /** Entries before the record in the tag are deleted; the content is the lowest height. */
    TRUNCATION(3),
    /** Only a proof of the last force. */
    SYNC_MARK(4),
    /** The end of a segment that another one follows; has that one's first number. */
    SEAL(5),
    /** A decided block; the tag is its height. */
    BLOCK(6),
    /** A part of a snapshot; the tag is the length of all of it in bytes. */
    PART(7);

    private final int code;

    LogRecordKind(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /** Bytes of the whole record. */
  long size() {
    return SIZE + (long) length;
  }
}
