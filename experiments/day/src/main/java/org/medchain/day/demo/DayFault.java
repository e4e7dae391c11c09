package org.medchain.day.demo;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.node.LieKind;

/**
 * A fault between two steps of a day (PROC-19), written {@code node-killed@4}.
 *
 * @param kind what happens
 * @param gap after the step of this number
 * @param lies what a lying node says falsely; empty for others
 */
record DayFault(Kind kind, int gap, Set<LieKind> lies) {
  /** What happens. At most one node is faulty at a time: a fault ends before the next begins. */
  enum Kind {
    /** A node is killed, and started again one step later. */
    NODE_KILLED,
    /**
     * The agency that the next command chooses is killed once it has a request of it, and started
     * again after that command.
     */
    AGENCY_KILLED,
    /** A node lies until another fault begins, or to the end. */
    LYING;

    /** As it is written. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** All that is no silence: that is as well a fault of its own. */
  private static final Set<LieKind> SPOKEN =
      Set.of(LieKind.REPLY, LieKind.PAGE, LieKind.PROOF, LieKind.SHARE, LieKind.PIECE);

  private static final Pattern FORM = Pattern.compile("([a-z-]+)(?::([a-z,]+))?@(\\d{1,3})");

  /** With all kinds of lies that are spoken. */
  static DayFault of(Kind kind, int gap) {
    return new DayFault(kind, gap, kind == Kind.LYING ? SPOKEN : Set.of());
  }

  /** Reads one. */
  static DayFault parse(String text) throws UserInputException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw unreadable(text);
    }
    int gap = Integer.parseInt(matcher.group(3));
    Kind kind =
        Stream.of(Kind.values())
            .filter(each -> each.text().equals(matcher.group(1)))
            .findFirst()
            .orElseThrow(() -> unreadable(text));
    Optional<String> lies = Optional.ofNullable(matcher.group(2));
    if (gap < 1 || gap >= DayStep.ALL.size() || (lies.isPresent() && kind != Kind.LYING)) {
      throw unreadable(text);
    }
    return lies.isEmpty()
        ? of(kind, gap)
        : new DayFault(kind, gap, LieKind.parse(lies.get()).orElseThrow(() -> unreadable(text)));
  }

  private static UserInputException unreadable(String text) {
    return new UserInputException(
        ("--fault: '%s'; allowed is node-killed@N, agency-killed@N, lying@N or "
                + "lying:KIND,KIND@N, with N from 1 to %s for after which step, and kinds of %s")
            .formatted(
                text,
                DayStep.ALL.size() - 1,
                String.join(", ", Stream.of(LieKind.values()).map(LieKind::text).toList())));
  }
}
