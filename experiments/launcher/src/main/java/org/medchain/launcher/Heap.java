package org.medchain.launcher;

import java.util.List;
import java.util.regex.Pattern;

/** The setting {@code MEDCHAIN_HEAP}: how much memory a command may take for its objects. */
final class Heap {
  static final String SETTING = "MEDCHAIN_HEAP";
  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,9}[kKmMgG]");

  private Heap() {}

  /** The JVM's options for a value of the setting; none where it is empty. */
  static List<String> options(String value) throws Stop {
    if (value.isEmpty()) {
      return List.of();
    }
    if (!SIZE.matcher(value).matches()) {
      throw Stop.refused(SETTING + " is '" + value + "'; allowed: a size such as 512m or 4g");
    }
    return List.of("-Xmx" + value);
  }
}
