package org.medchain.day.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;

/**
 * What was found of a day's visits afterwards (PROC-26).
 *
 * @param wanted visits to be looked at
 * @param well those of which all is there
 * @param failures those of which something is missing, in words
 * @param unchecked how many could not be looked at, and why; absent where all could
 * @param broke whether the cluster gave no answers in the end, so that the rest was not tried
 */
record DayCheck(
    int wanted, int well, List<String> failures, Optional<String> unchecked, boolean broke) {
  /** An answer that does not come takes most of a minute: three in a row tell enough. */
  private static final int TRIES = 3;

  DayCheck {
    failures = List.copyOf(failures);
  }

  /** Looks at one visit; a refusal is an answer. */
  @FunctionalInterface
  interface VisitCheck {
    void run(int visit)
        throws UserInputException, IOException, RefusedException, InterruptedException;
  }

  /**
   * Looks at these visits, one after the other.
   *
   * @param what is looked for, in one word
   */
  static DayCheck of(String what, List<Integer> visits, VisitCheck check)
      throws InterruptedException {
    return of(what, visits, "", check);
  }

  /** Not even tried, because what was looked at before had no answers. */
  static DayCheck untried(String what, List<Integer> visits, String reason)
      throws InterruptedException {
    return of(what, visits, reason, visit -> {});
  }

  /** With a reason why there are no answers already, nothing is tried. */
  private static DayCheck of(String what, List<Integer> visits, String why, VisitCheck check)
      throws InterruptedException {
    int well = 0;
    int unchecked = 0;
    int inARow = why.isEmpty() ? 0 : TRIES;
    String reason = why;
    List<String> failures = new ArrayList<>();
    for (int visit : visits) {
      if (inARow == TRIES) {
        unchecked++;
        continue;
      }
      try {
        check.run(visit);
        well++;
        inARow = 0;
      } catch (RefusedException e) {
        failures.add(what + " of visit " + (visit + 1) + " after the day: " + e.getMessage());
        inARow = 0;
      } catch (UserInputException | IOException | RuntimeException e) {
        reason = Optional.ofNullable(e.getMessage()).orElse(e.toString());
        unchecked++;
        inARow++;
      }
    }
    String words =
        "%s of %s %ss could not be checked after the day: %s"
            .formatted(unchecked, visits.size(), what, reason);
    return new DayCheck(
        visits.size(),
        well,
        failures,
        unchecked == 0 ? Optional.empty() : Optional.of(words),
        inARow == TRIES || (inARow > 0 && inARow == visits.size()));
  }

  /** Whether all of it is there. */
  boolean isComplete() {
    return well == wanted;
  }
}
