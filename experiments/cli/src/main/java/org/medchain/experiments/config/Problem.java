package org.medchain.experiments.config;

/**
 * Something wrong in a config.
 *
 * @param place where: {@code file:line}, {@code file} or an option's name
 * @param wrong what is wrong there
 * @param allowed what would be right; empty where {@code wrong} says it already
 */
record Problem(String place, String wrong, String allowed) {
  /** The one line that the user sees (EXP-4). */
  String line() {
    return place + ": " + wrong + (allowed.isEmpty() ? "" : "; " + allowed);
  }
}
