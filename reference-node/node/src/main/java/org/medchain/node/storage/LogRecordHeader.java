package org.medchain.node.storage;

/**
 * The header of a record (STO-2).
 *
 * @param kind of the record
 * @param length of the content in bytes
 * @param contentChecksum CRC-32C of the content
 * @param sequence number of the record in its store, from 1
 * @param forced number of the last record that was forced before this one was written: the proof
 *     that all up to it must be there (decisions 0140, 0205)
 * @param otherForced the same of the other sequence of records: in the log that of the blocks, in
 *     the blocks that of the log
 * @param tag the content's own number: a token, a height
 */
record LogRecordHeader(
    LogRecordKind kind,
    int length,
    int contentChecksum,
    long sequence,
    long forced,
    long otherForced,
    long tag) {
  /** Encoded length in bytes. */
  static final int SIZE = 4 + 4 + 4 + 1 + 8 + 8 + 8 + 8;

  /** The kind of a record. Codes are part of the format. */
  enum LogRecordKind {
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

    int code() {
      return code;
    }
  }

  /** Bytes of the whole record. */
  long size() {
    return SIZE + (long) length;
  }
}
