package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * TRACE-5, TRACE-6: traces with one bad line, all cut behind it, are rejected at that line, with
 * the rule that it breaks: good traces changed by hand, and traces of replicas with planted
 * defects.
 */
class RejectedTraceTest {
  /** The lines of a table, without the first; the last column may be quoted. */
  private static List<String[]> table(Path file, int columns) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .skip(1)
          .map(line -> line.split(",", columns))
          .peek(row -> row[columns - 1] = row[columns - 1].replace("\"", ""))
          .toList();
    }
  }

  /** What became of each trace: the file's line, the action there, and the rule. */
  private static Map<String, String> verdicts(String folder, List<String> names)
      throws IOException, InterruptedException, InvalidTrace {
    List<Path> files =
        names.stream().map(name -> TraceTestFiles.resource(folder, name + ".jsonl")).toList();
    List<TraceVerdict> verdicts = TraceTestFiles.checker().check("PbftTrace", files).verdicts();
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      all.put(names.get(i), text(TraceReader.read(files.get(i)), verdicts.get(i)));
    }
    return all;
  }

  private static String text(Trace trace, TraceVerdict verdict) {
    return switch (verdict) {
      case TraceVerdict.Accepted accepted -> "accepted";
      case TraceVerdict.Rejected rejected -> {
        TraceStep line = trace.lines().get(rejected.line() - 1);
        boolean isLast = rejected.line() == trace.lines().size();
        yield (isLast ? "last line" : "line " + rejected.line())
            + ", "
            + line.action()
            + ": "
            + rejected.rule();
      }
    };
  }

  @Test
  void everyLineChangedByHandIsFound() throws Exception {
    List<String> names = new ArrayList<>();
    Map<String, String> expected = new LinkedHashMap<>();
    for (String[] row : table(TraceTestFiles.resource("bad", "rules.csv"), 2)) {
      names.add(row[0]);
      List<TraceStep> lines =
          TraceReader.read(TraceTestFiles.resource("bad", row[0] + ".jsonl")).lines();
      String rule = row[1].equals("no such action") ? "" : row[1];
      expected.put(row[0], "last line, " + lines.get(lines.size() - 1).action() + ": " + rule);
    }
    try (Stream<Path> files = Files.list(TraceTestFiles.resource("bad", ""))) {
      assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
          .filteredOn(name -> name.endsWith(".jsonl"))
          .hasSameSizeAs(names);
    }
    assertThat(verdicts("bad", names)).isEqualTo(expected);
  }

  @Test
  void everyMutantIsRejectedWhereItsDefectActs() throws Exception {
    List<String> names = new ArrayList<>();
    Map<String, String> expected = new LinkedHashMap<>();
    for (String[] row : table(TraceTestFiles.resource("mutants", "expected.csv"), 4)) {
      names.add(row[0]);
      expected.put(row[0], "last line, " + row[2] + ": " + row[3]);
    }
    assertThat(names).hasSizeGreaterThanOrEqualTo(8);
    assertThat(verdicts("mutants", names)).isEqualTo(expected);
  }
}
