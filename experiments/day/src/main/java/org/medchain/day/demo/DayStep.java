package org.medchain.day.demo;

import java.util.Optional;

/**
 * A step of a day: a command, and how it must end, with or without faults.
 *
 * @param words as a person types them; RECORD, REQUEST, DEAL and VOUCHER stand for the ids that
 *     earlier steps told first, with #2 and on for later ones, ABSENT for an id of nothing, SEALED
 *     for a type that no record has, KEY for the patient's key, KEY:NAME for another's, CENTER for
 *     the center's, SOON for a time in a month, SHORTLY for one in some seconds, and names with a
 *     dot for files of the day's folder
 * @param exit its exit code
 * @param opened a file that the command must leave, with the content of the uploaded one
 * @param waits whether it begins after the times that SHORTLY stood for in earlier steps
 */
record DayStep(String words, int exit, Optional<String> opened, boolean waits) {
  /** One that must be done. */
  static DayStep done(String words) {
    return new DayStep(words, 0, Optional.empty(), false);
  }

  /** One that must be refused. */
  static DayStep refused(String words) {
    return new DayStep(words, 1, Optional.empty(), false);
  }

  /** The same, which leaves the uploaded file under another name. */
  DayStep opening(String file) {
    return new DayStep(words, exit, Optional.of(file), waits);
  }

  /** The same, when the times are over that were given shortly before. */
  DayStep afterwards() {
    return new DayStep(words, exit, opened, true);
  }
}
