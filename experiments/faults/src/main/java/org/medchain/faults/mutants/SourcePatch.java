package org.medchain.faults.mutants;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source patch in the unified format, applied strictly: a hunk may lie elsewhere than its line
 * number says, but every line of it must be there as it stands, and in one place only (SCH-7).
 */
final class SourcePatch {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

  /** A run of lines that becomes another. */
  private record Hunk(int line, List<String> before, List<String> after) {}

  private final String title;
  private final Map<String, List<Hunk>> hunks = new LinkedHashMap<>();

  private SourcePatch(String title) {
    this.title = title;
  }

  /**
   * Reads a patch; what stands before the first file is its description.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static SourcePatch parse(List<String> lines) {
    String title = lines.isEmpty() ? "" : lines.get(0).replaceFirst("^# *", "");
    SourcePatch patch = new SourcePatch(title);
    List<Hunk> file = List.of();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher hunk = HUNK.matcher(line);
      if (line.startsWith("+++ ")) {
        String path = line.substring(4).replaceFirst("^b/", "").replaceFirst("\t.*", "");
        file = patch.hunks.computeIfAbsent(path, key -> new ArrayList<>());
      } else if (hunk.matches()) {
        file.add(hunk(Integer.parseInt(hunk.group(1)), lines, i + 1));
      }
    }
    if (patch.hunks.isEmpty()) {
      throw new IllegalArgumentException("no patch: it names no file");
    }
    return patch;
  }

  private static Hunk hunk(int line, List<String> lines, int from) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (int i = from; i < lines.size(); i++) {
      String each = lines.get(i);
      if (each.startsWith("@@") || each.startsWith("--- ") || each.startsWith("diff ")) {
        break;
      }
      String text = each.isEmpty() ? "" : each.substring(1);
      if (each.startsWith("-")) {
        before.add(text);
      } else if (each.startsWith("+")) {
        after.add(text);
      } else if (!each.startsWith("\\")) {
        before.add(text);
        after.add(text);
      }
    }
    return new Hunk(line, before, after);
  }

  /** The defect, in one line. */
  String title() {
    return title;
  }

  /** The files that it changes, relative to the repository. */
  List<String> paths() {
    return List.copyOf(hunks.keySet());
  }

  /**
   * The patched lines of one file.
   *
   * @throws IllegalArgumentException if a hunk no longer fits
   */
  List<String> apply(String path, List<String> source) {
    List<String> lines = new ArrayList<>(source);
    int shift = 0;
    for (Hunk hunk : hunks.get(path)) {
      int at = find(path, lines, hunk, hunk.line() - 1 + shift);
      shift = at - (hunk.line() - 1) + hunk.after().size() - hunk.before().size();
      lines.subList(at, at + hunk.before().size()).clear();
      lines.addAll(at, hunk.after());
    }
    return lines;
  }

  private static int find(String path, List<String> lines, Hunk hunk, int expected) {
    int size = hunk.before().size();
    if (fits(lines, hunk, expected)) {
      return expected;
    }
    int found = -1;
    for (int at = 0; at + size <= lines.size(); at++) {
      if (fits(lines, hunk, at)) {
        if (found >= 0) {
          throw new IllegalArgumentException(
              path + ": the hunk of line " + hunk.line() + " fits in several places");
        }
        found = at;
      }
    }
    if (found < 0) {
      throw new IllegalArgumentException(
          path + ": the hunk of line " + hunk.line() + " no longer fits");
    }
    return found;
  }

  private static boolean fits(List<String> lines, Hunk hunk, int at) {
    int end = at + hunk.before().size();
    return at >= 0 && end <= lines.size() && lines.subList(at, end).equals(hunk.before());
  }
}
