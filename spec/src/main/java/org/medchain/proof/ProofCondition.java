package org.medchain.proof;

/**
 * A condition that has to be shown.
 *
 * @param step an action; or {@code init}, {@code lemma} or {@code count}
 * @param line the line, lemma or count that is to hold
 */
record ProofCondition(String step, String line) {
  static final String INIT = "init";
  static final String LEMMA = "lemma";
  static final String COUNT = "count";

  String id() {
    return step + ":" + line;
  }

  boolean isOfAction() {
    return !step.equals(INIT) && !step.equals(LEMMA) && !step.equals(COUNT);
  }
}
