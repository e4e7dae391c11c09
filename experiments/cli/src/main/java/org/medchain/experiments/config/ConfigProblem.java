package org.medchain.experiments.config;

/**
 * Something wrong in a config.
 *
 * @param place where: {@code file:line}, {@code file} or an option's name
 * @param found the error
 * @param expected the allowed values; empty where the error names them
 */
record ConfigProblem(String place, String found, String expected) {
  /** The one line that the user sees (EXP-4). */
  String line() {
    return place + ": " + found + (expected.isEmpty() ? "" : "; " + expected);
  }
}
