package org.medchain.application;

import java.util.Optional;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;

/**
 * A search for accepted records (STO-27; decision 0252): named fields have to agree, and it returns
 * one page.
 *
 * @param patient the owner, by its name; any unless given
 * @param doctor the data's author; any unless given
 * @param type DataType as the ledger has it; any unless given
 * @param sinceMs earliest time of the block with the upload, milliseconds of Unix time
 * @param untilMs time from which on it is too late
 * @param after where the page before ended; the first page unless given
 * @param limit the most on the page, 1 to {@link #MAX_LIMIT}
 */
public record RecordSearch(
    Optional<PublicKey> patient,
    Optional<PublicKey> doctor,
    Optional<String> type,
    long sinceMs,
    long untilMs,
    Optional<Location> after,
    int limit)
    implements Encodable {
  /** The most records on a page. */
  public static final int MAX_LIMIT = 256;

  /** Refuses what has no bound. */
  public RecordSearch {
    requireLimit(limit);
    Argument.refuseIf(
        type.isPresent() && Bytes.utf8(type.get()).size() > MedicalRecord.MAX_TYPE_SIZE,
        "no type is so long");
  }

  /** The first page of all records. */
  public static RecordSearch all() {
    return new RecordSearch(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Optional.empty(),
        MAX_LIMIT);
  }

  static void requireLimit(int limit) {
    Argument.refuseOutside(1, MAX_LIMIT, limit, "a page has %s to %s lines, not %s");
  }

  /** The same for records of one patient. */
  public RecordSearch ofPatient(PublicKey owner) {
    return new RecordSearch(Optional.of(owner), doctor, type, sinceMs, untilMs, after, limit);
  }

  /** The same for records of one doctor. */
  public RecordSearch byDoctor(PublicKey author) {
    return new RecordSearch(patient, Optional.of(author), type, sinceMs, untilMs, after, limit);
  }

  /** The same for records of one type. */
  public RecordSearch ofType(String dataType) {
    return new RecordSearch(patient, doctor, Optional.of(dataType), sinceMs, untilMs, after, limit);
  }

  /** The same within a time, the end excluded. */
  public RecordSearch between(long earliestMs, long endMs) {
    return new RecordSearch(patient, doctor, type, earliestMs, endMs, after, limit);
  }

  /** The page after a place. */
  public RecordSearch after(Location last) {
    return new RecordSearch(patient, doctor, type, sinceMs, untilMs, Optional.of(last), limit);
  }

  /** The same with another limit. */
  public RecordSearch page(int atMost) {
    return new RecordSearch(patient, doctor, type, sinceMs, untilMs, after, atMost);
  }
}
