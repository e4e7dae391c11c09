package org.medchain.baseline.witnessed;

import java.util.ArrayList;
import java.util.List;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.postgres.AttackScene;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A record as the database has it, which keeps a salt before each version's content: it hides the
 * content in the log, and goes with it when the record is erased.
 *
 * @param tag what finds the record's entries in the log, for those who know its first salt
 * @param versions the oldest first
 */
record LoggedRow(String tag, List<LoggedVersion> versions) {
  static final String RECORD = "record ";
  static final String ERASED = "erased ";
  static final int SALT_SIZE = 16;
  private static final int TAG_DIGITS = 32;

  /** A version, of which the log has the hash. */
  record LoggedVersion(Bytes salt, int version, RecordEntry record) implements Encodable {
    /** The log's entry. */
    Bytes entry(String tag) {
      return Bytes.utf8(RECORD + tag + " " + version + " " + Hash.of(encoded()));
    }

    /** As the database gets it. */
    RecordEntry stored() {
      return AttackScene.withContent(record, salted(salt, record.content()));
    }
  }

  /** What the database has: the record with its last content, and all contents. */
  static LoggedRow of(RecordEntry stored, List<RecordVersion> history) {
    List<LoggedVersion> versions = new ArrayList<>();
    for (RecordVersion each : history) {
      Bytes kept = each.content();
      Bytes salt = kept.slice(0, Math.min(SALT_SIZE, kept.size()));
      RecordEntry record = AttackScene.withContent(stored, unsalted(kept));
      versions.add(new LoggedVersion(salt, versions.size() + 1, record));
    }
    return new LoggedRow(tag(stored.id(), versions.getFirst().salt()), versions);
  }

  LoggedVersion last() {
    return versions.getLast();
  }

  static Bytes salted(Bytes salt, Bytes content) {
    return new Encoder().raw(salt).raw(content).toBytes();
  }

  static Bytes unsalted(Bytes stored) {
    return stored.slice(Math.min(SALT_SIZE, stored.size()), stored.size());
  }

  static String tag(String id, Bytes salt) {
    return Hash.of(Bytes.utf8(id + " " + salt)).toHex().substring(0, TAG_DIGITS);
  }
}
