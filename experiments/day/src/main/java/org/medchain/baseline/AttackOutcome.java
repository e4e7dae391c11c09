package org.medchain.baseline;

import java.util.Locale;

/**
 * What an attack did to a system, after the system's own routine had answered it (BASE-5).
 *
 * @param notice who noticed it first
 * @param provable whether a third party that holds the trust root alone can be shown offline what
 *     is right: the record as it was put, or that it was tampered with
 * @param steps commands that people had to give until the system worked again; 0 if none
 * @param told the decisive observation, one line
 */
public record AttackOutcome(
    Effect effect, Notice notice, boolean provable, int steps, String told) {

  /** What readers meet afterwards. */
  public enum Effect {
    /** Acknowledged records are as they were put. */
    KEPT,
    /** Readers get a record that is not what was put. */
    ALTERED,
    /** An acknowledged record is gone. */
    LOST,
    /** A record that never was, or not then, counts as one. */
    ADDED,
    /** A reader saw what only others may read. */
    DISCLOSED,
    /** Two parties believe two things. */
    DIVIDED,
    /** Content is gone as its patient asked; {@link AttackOutcome#told} says what is left. */
    ERASED,
    /** The system has no such part to attack, which was looked for. */
    NO_SUCH_PART;

    /** The word in tables. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Who noticed, by a check that the system's own manual or protocol prescribes.
   *
   * @param by a role, such as {@code reader}, {@code auditor}, {@code witness}, {@code operator},
   *     {@code members}; {@code nobody}
   * @param waitS the longest time until that check is due, in seconds
   * @param checkMs what the check took here, in ms
   */
  public record Notice(String by, double waitS, double checkMs) {
    /** No check found anything. */
    public static final Notice NOBODY = new Notice("nobody", 0, 0);
  }
}
