package org.medchain.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Traces by hand: a rule, and under it traces whose last line alone breaks it, each as steps; what
 * is indented deeper continues a trace, and {@code $name = steps} is short for these steps.
 */
final class TraceTable {
  /** The rule is empty where there is no such action. */
  record Broken(String rule, List<String> lines) {
    TraceVerdict verdict() {
      return new TraceVerdict.Rejected(lines.size() - 1, rule);
    }
  }

  private static final Pattern NAME = Pattern.compile("\\$(\\w+)");

  private TraceTable() {}

  static List<Broken> read(String text, Function<String, List<String>> steps) {
    Map<String, String> names = new TreeMap<>();
    List<Broken> all = new ArrayList<>();
    String rule = "";
    for (String line : text.replaceAll("\n {4}", " ").split("\n", -1)) {
      String whole =
          NAME.matcher(line)
              .replaceAll(
                  each ->
                      Matcher.quoteReplacement(names.getOrDefault(each.group(1), each.group())));
      if (line.startsWith("$")) {
        String[] named = whole.split(" = ", 2);
        names.put(named[0].substring(1), named[1]);
      } else if (line.startsWith("  ")) {
        all.add(new Broken(rule, steps.apply(whole)));
      } else {
        rule = line.equals("(none)") ? "" : line;
      }
    }
    return all;
  }
}
