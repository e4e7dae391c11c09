package org.medchain.measurements;

import java.time.Instant;
import java.time.ZoneOffset;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.data.metadata.MetadataForm;

/** A part of a visit that one may know from elsewhere, and what the ledger shows of it. */
enum KnownPart {
  /** Whose practice it was. */
  DOCTOR,
  /** Its month, in UTC. */
  MONTH,
  /** Its day, in UTC. */
  DAY,
  /** What kind of data it gave. */
  TYPE;

  private static final int YEAR_AND_MONTH = 7;

  /** What the ledger shows of it; nothing of a sealed type, whose name no word gives away. */
  String shown(SyntheticRecord record, MetadataForm form) {
    String day =
        Instant.ofEpochMilli(record.timestampMs()).atOffset(ZoneOffset.UTC).toLocalDate() + "";
    return switch (this) {
      case DOCTOR -> record.doctor();
      case MONTH -> day.substring(0, YEAR_AND_MONTH);
      case DAY -> day;
      case TYPE -> form == MetadataForm.SEALED ? "" : record.type();
    };
  }
}
