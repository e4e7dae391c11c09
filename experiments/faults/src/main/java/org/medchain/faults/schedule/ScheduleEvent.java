package org.medchain.faults.schedule;

import java.util.Locale;

/**
 * One step of a schedule, in words that keep their meaning when other steps are removed (SCH-3): a
 * message is named by link, kind, view, height and occurrence number, never by its bytes.
 *
 * @param action what happens
 * @param at the host or client to which it happens; empty for a message on a link
 * @param what the message, timer or number, as the verb needs it; empty if it needs none
 */
public record ScheduleEvent(ScheduleAction action, String at, String what) {
  /** What may happen. */
  enum ScheduleAction {
    /** A message arrives. */
    DELIVER,
    /** A message arrives and will arrive again. */
    REPEAT,
    /** A message is lost. */
    LOSE,
    /** A timer runs out. */
    FIRE,
    /** The oldest unsigned message is signed. */
    SIGN,
    /** This number of further entries of the log become durable. */
    FORCE,
    /** The oldest commit, revert or restore is carried out. */
    EXECUTE,
    /** The host stops; this number of further entries of its log have reached the disk. */
    CRASH,
    /** A copy is made of what is durable at the host. */
    COPY,
    /** While the host is down: this copy takes the place of its disk, or an empty one for 0. */
    PUT_BACK,
    /** The host starts again with what its disk holds. */
    RESTART,
    /** The link to the host of this name goes down and comes up: what was on it is lost. */
    FLAP,
    /** The host's clock advances by this number of milliseconds. */
    TICK,
    /** A client submits its next request, or a read. */
    SUBMIT,
    /** A Byzantine member sends a message; the number is the seed of what. */
    SAY,
    /** The search finds the requested header. */
    MINE;

    /** As in a file. */
    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads what {@link #toString} wrote. */
  static ScheduleEvent parse(String line) {
    String[] words = line.strip().split(" ", 3);
    for (ScheduleAction verb : ScheduleAction.values()) {
      if (verb.word().equals(words[0])) {
        return new ScheduleEvent(
            verb, words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
      }
    }
    throw new IllegalArgumentException("no step is called '" + words[0] + "'");
  }

  /**
   * The number that it ends in.
   *
   * @throws IllegalArgumentException if it ends in none
   */
  long number() {
    try {
      return Long.parseLong(what.substring(what.lastIndexOf('/') + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + this + "' ends in no number", e);
    }
  }

  /** The same where it is how many of something. */
  int count() {
    return Math.clamp(number(), 0, Integer.MAX_VALUE);
  }

  @Override
  public String toString() {
    return (action.word() + " " + at + " " + what).strip();
  }
}
