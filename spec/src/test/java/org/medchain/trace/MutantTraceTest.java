package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.faults.mutants.SourceMutant;

/** TRACE-6: the model rejects the line where a planted defect acts, and none without it. */
class MutantTraceTest {
  /** A planted defect, and the line of its trace that the model does not allow. */
  private record Planted(String mutant, boolean everyBuild, String action, String rule) {
    static Planted of(String row) {
      String[] cells = row.split(",", 4);
      return new Planted(
          cells[0], Boolean.parseBoolean(cells[1]), cells[2], cells[3].replace("\"", ""));
    }

    String text() {
      return mutant + ", " + action + ": " + rule;
    }
  }

  @TempDir private Path folder;

  private static List<Planted> planted() throws IOException {
    return Files.readAllLines(TraceTestFiles.resource("", "planted.csv")).stream()
        .skip(1)
        .map(Planted::of)
        .toList();
  }

  /** Of each planted defect, the first seed whose schedule shows it. */
  private static Map<String, Long> seeds() throws IOException {
    Path table = TraceTestFiles.HOME.resolve("results/mutants/consensus.csv");
    Map<String, Long> seeds = new TreeMap<>();
    for (String row : Files.readAllLines(table)) {
      String[] cells = row.split(",", -1);
      if (cells[1].equals("true")) {
        seeds.put(cells[0], Long.valueOf(cells[3]));
      }
    }
    return seeds;
  }

  private static List<SourceMutant> mutants() throws IOException {
    return SourceMutant.readAll(TraceTestFiles.HOME.resolve("spec/mutants").toAbsolutePath());
  }

  @Test
  void mutantsAreRejectedWhereTheirDefectsAct() throws Exception {
    List<Planted> some = planted().stream().filter(Planted::everyBuild).toList();
    assertThat(some).hasSizeGreaterThanOrEqualTo(10);
    check(some);
  }

  @Tag("exhaustive")
  @Test
  void soAreAllThatTheTableNames() throws Exception {
    check(planted());
  }

  private void check(List<Planted> wanted) throws Exception {
    Map<String, SourceMutant> mutants =
        mutants().stream().collect(Collectors.toMap(SourceMutant::id, each -> each));
    Map<String, Path> traces = new LinkedHashMap<>();
    List<String> expected = new ArrayList<>();
    for (Planted each : wanted) {
      long seed = seeds().get(each.mutant());
      Path with = folder.resolve(each.mutant() + ".jsonl");
      Path work = Files.createDirectory(folder.resolve(each.mutant()));
      try (PatchedSchedules patched = PatchedSchedules.of(mutants.get(each.mutant()), work)) {
        patched.play("", seed, with);
      }
      traces.put(each.mutant(), with);
      expected.add(each.text());
      Path without = folder.resolve(each.mutant() + "-without.jsonl");
      PatchedSchedules.record("", seed, without.toString());
      traces.put("without " + each.mutant(), without);
      expected.add("without " + each.mutant() + ", accepted");
    }
    assertThat(verdicts(traces)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** What became of each trace, those of one protocol in one run of TLC. */
  private static List<String> verdicts(Map<String, Path> traces) throws Exception {
    Map<String, Map<String, Path>> byModel = new TreeMap<>();
    for (Map.Entry<String, Path> each : traces.entrySet()) {
      String model = TraceReader.read(each.getValue()).head().model();
      byModel
          .computeIfAbsent(model, m -> new LinkedHashMap<>())
          .put(each.getKey(), each.getValue());
    }
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, Map<String, Path>> of : byModel.entrySet()) {
      List<Path> files = List.copyOf(of.getValue().values());
      List<TraceVerdict> verdicts = TraceTestFiles.checker().check(of.getKey(), files).verdicts();
      List<String> names = List.copyOf(of.getValue().keySet());
      for (int i = 0; i < names.size(); i++) {
        all.add(names.get(i) + ", " + text(files.get(i), verdicts.get(i)));
      }
    }
    return all;
  }

  private static String text(Path file, TraceVerdict verdict) throws InvalidTrace {
    return switch (verdict) {
      case TraceVerdict.Accepted accepted -> "accepted";
      case TraceVerdict.Rejected at ->
          TraceReader.read(file).lines().get(at.line() - 1).action() + ": " + at.rule();
    };
  }
}
