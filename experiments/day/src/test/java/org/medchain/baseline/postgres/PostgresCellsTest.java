package org.medchain.baseline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.SystemKind;
import org.medchain.launcher.WholeFolder;

class PostgresCellsTest {
  private static final int THREADS = 3;
  private static final List<RecordEntry> RECORDS = TestDatabases.records(12);

  @TempDir private Path folder;
  private PostgresTemplate template;

  @Test
  @Tag("process")
  @DisplayName("BASE-4, BASE-5: attacks on each system have the expected outcome")
  void someAttacksHaveTheExpectedOutcomes()
      throws IOException, InterruptedException, ExecutionException {
    compare(
        Set.of(
            "hospital,alter",
            "hospital,audit-off",
            "replicated,disk-dies",
            "replicated,rewrite-audit",
            "federated,alter"));
  }

  @Test
  @Tag("exhaustive")
  @DisplayName("BASE-4, BASE-5: each attack on each system has the expected outcome")
  void attacksHaveTheExpectedOutcomes()
      throws IOException, InterruptedException, ExecutionException {
    assertThat(compare(Set.of())).isEqualTo(3 * AttackKind.values().length);
  }

  /** Compares these cells, or all if the set is empty; returns how many. */
  private int compare(Set<String> only)
      throws IOException, InterruptedException, ExecutionException {
    template = TestDatabases.template(folder);
    List<Future<String>> cells = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (SystemKind kind :
          List.of(SystemKind.HOSPITAL, SystemKind.REPLICATED, SystemKind.FEDERATED)) {
        for (CSVRecord each : expectations(kind)) {
          if (!only.isEmpty() && !only.contains(kind.key() + "," + each.get("attack"))) {
            continue;
          }
          expected.add(kind.key() + "," + String.join(",", each.values()));
          AttackKind attack = attack(each.get("attack"));
          cells.add(threads.submit(() -> cell(kind, attack)));
        }
      }
    }
    List<String> seen = new ArrayList<>();
    for (Future<String> each : cells) {
      seen.add(each.get());
    }
    assertThat(seen).containsExactlyElementsOf(expected);
    return seen.size();
  }

  private static AttackKind attack(String key) {
    return Stream.of(AttackKind.values())
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static List<CSVRecord> expectations(SystemKind kind) throws IOException {
    String name = "/org/medchain/baseline/expected/" + kind.key() + ".csv";
    try (Reader in =
        new InputStreamReader(
            PostgresCellsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
      return format.parse(in).getRecords();
    }
  }

  private String cell(SystemKind kind, AttackKind attack) throws IOException, InterruptedException {
    Path own = folder.resolve(kind.key() + "-" + attack.key());
    List<String> log = new ArrayList<>();
    String start = kind.key() + "," + attack.key() + ",";
    long startNs = System.nanoTime();
    try (RecordSystem system = start(kind, own)) {
      for (RecordEntry each : RECORDS) {
        system.put(each);
        system.grant(each.id(), "reader-" + each.id());
      }
      AttackOutcome outcome = system.suffer(attack, RECORDS, log::add);
      log.add(outcome.toString());
      return start
          + String.join(
              ",",
              outcome.effect().key(),
              outcome.notice().by(),
              outcome.provable() ? "yes" : "no");
    } catch (IOException e) {
      return start + e + log;
    } finally {
      WholeFolder.delete(own);
      if (Boolean.getBoolean("medchain.test.log")) {
        System.err.println(start + (System.nanoTime() - startNs) / 1_000_000 + " ms " + log);
      }
    }
  }

  private RecordSystem start(SystemKind kind, Path own) throws IOException, InterruptedException {
    return switch (kind) {
      case HOSPITAL -> HospitalSystem.start(template, own);
      case REPLICATED -> ReplicatedSystem.start(template, own, 0);
      default -> FederatedSystem.start(template, own, 3);
    };
  }
}
