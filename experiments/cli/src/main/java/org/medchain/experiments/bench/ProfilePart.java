package org.medchain.experiments.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.experiments.config.SchemaText;

/**
 * A part of the simulator in its profile, by the classes that are it (SIM-43). A sample belongs to
 * the part of its innermost frame that is in one: what a library does counts for who called it.
 */
enum ProfilePart {
  QUEUE,
  NETWORK,
  TRACE,
  LOAD,
  OBSERVERS,
  SIGNATURES,
  ENCODING,
  STATE_ROOT,
  EXECUTION,
  VOTES,
  REQUESTS,
  DISPATCH,
  ORDERING,
  COLLECTION,
  OTHER;

  private static final String OWN = "org.medchain.";

  private static final Map<ProfilePart, String[]> LINES =
      SchemaText.of(ProfilePart.class, "profile-parts.txt")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\| ?", -1))
          .collect(
              Collectors.toMap(
                  line -> ConfigKeys.constant(ProfilePart.class, line[0]).orElseThrow(),
                  Function.identity()));

  /** Its name in the table. */
  String title() {
    return LINES.get(this)[1];
  }

  /** The part of a stack of class names, the innermost frame first. */
  static ProfilePart of(List<String> frames) {
    for (String frame : frames) {
      for (ProfilePart part : values()) {
        if (part.has(frame)) {
          return part;
        }
      }
    }
    return OTHER;
  }

  private boolean has(String frame) {
    return Arrays.stream(LINES.get(this)[2].split(", "))
        .anyMatch(each -> !each.isEmpty() && frame.startsWith(OWN + each));
  }
}
