package org.medchain.baseline.run;

import java.util.Locale;

/** What clients ask for while they are measured (BASE-9). */
enum BenchOperation {
  /** A new record. */
  PUT,
  /** The content of a record, by a reader with a grant. */
  READ,
  /** New content for a record. */
  CORRECT,
  /** A visit as the day has it: a new record, a grant, a read by its reader, its history. */
  VISIT;

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
