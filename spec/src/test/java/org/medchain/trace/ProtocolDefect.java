package org.medchain.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A row of spec/mutants/protocol: a planted defect, and what finds it. */
record ProtocolDefect(
    String id,
    String requirement,
    List<String> proof,
    List<String> models,
    String trace,
    String schedule,
    int toldMeans) {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern SEED = Pattern.compile("seed (\\d+), (.*)");

  static List<ProtocolDefect> readAll(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("| [D"))
        .map(ProtocolDefect::of)
        .toList();
  }

  private static ProtocolDefect of(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    return new ProtocolDefect(
        cells.get(1).substring(1, 4),
        cells.get(3),
        codes(cells.get(4)),
        codes(cells.get(5)),
        found(cells.get(6)),
        found(cells.get(7)),
        Integer.parseInt(cells.get(8)));
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(each -> each.group(1)).toList();
  }

  private static String found(String cell) {
    return cell.startsWith("–") ? "" : cell;
  }

  /** By how many of the four it is found. */
  int means() {
    return (proof.isEmpty() ? 0 : 1)
        + (models.isEmpty() ? 0 : 1)
        + (trace.isEmpty() ? 0 : 1)
        + (schedule.isEmpty() ? 0 : 1);
  }

  /** The seeds that the row names, and the first ones, if one of the two means finds nothing. */
  Set<Long> seeds(int first) {
    Set<Long> all = new TreeSet<>();
    for (String cell : List.of(trace, schedule)) {
      if (cell.isEmpty()) {
        for (long seed = 1; seed <= first; seed++) {
          all.add(seed);
        }
      } else {
        all.add(seed(cell));
      }
    }
    return all;
  }

  private static long seed(String cell) {
    return Long.parseLong(matched(cell).group(1));
  }

  private static Matcher matched(String cell) {
    Matcher words = SEED.matcher(cell);
    if (!words.matches()) {
      throw new IllegalArgumentException("this names no seed: " + cell);
    }
    return words;
  }

  /** Whether the row agrees that the schedule of this seed ends so; "" is without a violation. */
  boolean allowsOracle(long seed, String oracle) {
    return allows(schedule, seed, oracle);
  }

  /** Whether the row agrees that the trace of this seed is rejected so; "" is accepted. */
  boolean allowsTrace(long seed, String rejection) {
    return allows(trace, seed, rejection);
  }

  private static boolean allows(String cell, long seed, String found) {
    if (cell.isEmpty()) {
      return found.isEmpty();
    }
    return seed(cell) != seed || matched(cell).group(2).equals(found);
  }
}
