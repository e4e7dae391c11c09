package org.medchain.fhir;

import java.time.Instant;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;

/** Block times in FHIR, in UTC. */
final class FhirTime {
  private static final long LAST_MS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private FhirTime() {}

  static InstantType instant(long timeMs) {
    return new InstantType(text(timeMs));
  }

  static DateTimeType dateTime(long timeMs) {
    return new DateTimeType(text(timeMs));
  }

  /** Whether FHIR has a word for it: years have four digits. */
  static boolean isSayable(long timeMs) {
    return timeMs <= LAST_MS;
  }

  private static String text(long timeMs) {
    return Instant.ofEpochMilli(timeMs).toString();
  }
}
