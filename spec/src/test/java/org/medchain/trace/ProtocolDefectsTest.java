package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.faults.mutants.SourceMutant;

/** TRACE-16: proof, model, trace or schedule find each planted defect, as the page says. */
class ProtocolDefectsTest {
  private static final Path FOLDER = TraceTestFiles.HOME.resolve("spec/mutants/protocol");
  private static final Path PROOF =
      TraceTestFiles.HOME.resolve("spec/src/main/resources/org/medchain/proof");
  private static final Path MODELS = TraceTestFiles.HOME.resolve("results/formal/models.csv");

  /** Played in every build: of votes, of views, of requests, of epochs. */
  private static final Set<String> EVERY_BUILD = Set.of("D01", "D06", "D07", "D13");

  /** A dash says that none of these shows the defect, of kind PBFT and from 1 on. */
  private static final int SEEDS = 60;

  @TempDir private Path folder;

  private static List<SourceMutant> defects() throws IOException {
    return SourceMutant.readAll(FOLDER.toAbsolutePath());
  }

  private static List<ProtocolDefect> rows() throws IOException {
    return ProtocolDefect.readAll(FOLDER.resolve("README.md"));
  }

  @Test
  void twentyAreFoundByOneMeansAtLeast() throws IOException {
    List<ProtocolDefect> rows = rows();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(20);
    assertThat(rows)
        .extracting(ProtocolDefect::id)
        .containsExactlyElementsOf(defects().stream().map(SourceMutant::id).toList());
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.means()).isEqualTo(row.toldMeans()).isPositive());
  }

  @Test
  void everyRequirementIsWrittenDown() throws IOException {
    StringBuilder requirements = new StringBuilder();
    try (Stream<Path> files = Files.list(TraceTestFiles.HOME.resolve("spec/requirements"))) {
      for (Path file : files.toList()) {
        requirements.append(Files.readString(file));
      }
    }
    assertThat(rows())
        .allSatisfy(row -> assertThat(requirements).contains("\n| " + row.requirement() + " |"));
  }

  /** NeededAssumptionsTest and BrokenRulesTest show that these conditions fail. */
  @Test
  void everyConditionFailsWithoutItsGuard() throws IOException {
    String proof = Files.readString(PROOF.resolve("agreement.smt2"));
    String broken = Files.readString(PROOF.resolve("broken-rules.smt2"));
    for (ProtocolDefect row : rows()) {
      for (String failing : row.proof()) {
        String[] words = failing.split(" ", 2);
        boolean isNeeded =
            proof.contains("(set-info :needed (" + failing + "))")
                || proof.contains("(set-info :dear (" + failing + "))");
        boolean isBroken = broken.contains("(set-info :broken (" + words[0] + " ");
        assertThat(isNeeded || (isBroken && broken.contains("(fails " + words[1] + ")")))
            .as(row.id() + ": " + failing)
            .isTrue();
      }
    }
  }

  /** The models' own tests show that these configurations fail (ModelTableTest). */
  @Test
  void everyConfigurationMustFail() throws IOException {
    List<String> models = Files.readAllLines(MODELS);
    for (ProtocolDefect row : rows()) {
      for (String config : row.models()) {
        String text = Files.readString(TraceTestFiles.FOLDER.resolve(config + ".cfg"));
        boolean fails =
            models.stream()
                .anyMatch(each -> each.contains("," + config + ",") && each.contains(",violates "));
        assertThat(fails || text.contains("Must fail")).as(row.id() + ": " + config).isTrue();
      }
    }
  }

  /** A patch that no longer applies, or does not compile, is an error; some are played, too. */
  @Test
  void patchesApplyAndSomeAreFoundAsTheTableSays() throws Exception {
    check(EVERY_BUILD, 0);
  }

  @Tag("exhaustive")
  @Test
  void allAreFoundAsTheTableSays() throws Exception {
    check(rows().stream().map(ProtocolDefect::id).collect(Collectors.toSet()), SEEDS);
  }

  /** Plays the seeds that the table names, and all up to a number where it names none. */
  private void check(Set<String> played, int seeds) throws Exception {
    Map<String, ProtocolDefect> rows =
        rows().stream().collect(Collectors.toMap(ProtocolDefect::id, each -> each));
    Map<String, Path> traces = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    for (SourceMutant defect : defects()) {
      Path work = Files.createDirectory(folder.resolve(defect.id()));
      try (PatchedSchedules patched = PatchedSchedules.of(defect, work)) {
        ProtocolDefect row = rows.get(defect.id());
        Set<Long> wanted = played.contains(defect.id()) ? row.seeds(seeds) : Set.of();
        for (long seed : wanted) {
          Path trace = work.resolve(seed + ".jsonl");
          String oracle = patched.play("PBFT", seed, trace);
          if (!row.allowsOracle(seed, oracle)) {
            wrong.add(row.id() + ", seed " + seed + ": " + oracle);
          }
          traces.put(row.id() + ", seed " + seed, trace);
        }
      }
    }
    List<Path> files = List.copyOf(traces.values());
    List<String> names = List.copyOf(traces.keySet());
    List<TraceVerdict> verdicts = TraceTestFiles.checker().check("PbftTrace", files).verdicts();
    for (int i = 0; i < files.size(); i++) {
      ProtocolDefect row = rows.get(names.get(i).substring(0, 3));
      long seed = Long.parseLong(names.get(i).replaceFirst(".* ", ""));
      String found = text(files.get(i), verdicts.get(i));
      if (!row.allowsTrace(seed, found)) {
        wrong.add(names.get(i) + ": " + found);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String text(Path file, TraceVerdict verdict) throws InvalidTrace {
    return switch (verdict) {
      case TraceVerdict.Accepted accepted -> "";
      case TraceVerdict.Rejected at ->
          "`%s`: %s"
              .formatted(TraceReader.read(file).lines().get(at.line() - 1).action(), at.rule());
    };
  }
}
