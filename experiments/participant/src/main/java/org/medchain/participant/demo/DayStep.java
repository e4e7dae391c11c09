package org.medchain.participant.demo;

import java.util.Optional;

/**
 * A step of a day: a command, and how it must end, with or without faults.
 *
 * @param words as a person types them; RECORD, REQUEST and DEAL stand for the ids that earlier
 *     steps told, KEY for the patient's key, SOON for a time ahead, and names with a dot for files
 *     of the day's folder
 * @param exit its exit code
 * @param opened a file that the command must leave, with the content of the uploaded one
 */
record DayStep(String words, int exit, Optional<String> opened) {
  /** One that must be done. */
  static DayStep done(String words) {
    return new DayStep(words, 0, Optional.empty());
  }

  /** One that must be refused. */
  static DayStep refused(String words) {
    return new DayStep(words, 1, Optional.empty());
  }

  /** The same, which leaves the uploaded file under another name. */
  DayStep opening(String file) {
    return new DayStep(words, exit, Optional.of(file));
  }
}
