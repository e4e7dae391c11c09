package org.medchain.baseline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.medchain.baseline.Attack;
import org.medchain.baseline.Outcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.SystemKind;
import org.medchain.launcher.WholeFolder;

@Tag("process")
class PostgresCellsTest {
  private static final int THREADS = 3;
  private static final List<RecordEntry> RECORDS = TestDatabases.records(12);

  @TempDir private Path folder;
  private PostgresTemplate template;

  @Test
  @DisplayName("BASE-4, BASE-5: each attack on each system has the expected outcome")
  void attacksHaveTheExpectedOutcomes()
      throws IOException, InterruptedException, ExecutionException {
    template = TestDatabases.template(folder);
    List<Future<String>> cells = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (SystemKind kind :
          List.of(SystemKind.HOSPITAL, SystemKind.REPLICATED, SystemKind.FEDERATED)) {
        for (CSVRecord each : expectations(kind)) {
          expected.add(kind.key() + "," + String.join(",", each.values()));
          Attack attack = attack(each.get("attack"));
          cells.add(threads.submit(() -> cell(kind, attack)));
        }
      }
    }
    List<String> seen = new ArrayList<>();
    for (Future<String> each : cells) {
      seen.add(each.get());
    }
    assertThat(seen).hasSize(3 * Attack.values().length).containsExactlyElementsOf(expected);
  }

  private static Attack attack(String key) {
    return Stream.of(Attack.values())
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

  private String cell(SystemKind kind, Attack attack) throws IOException, InterruptedException {
    Path own = folder.resolve(kind.key() + "-" + attack.key());
    List<String> log = new ArrayList<>();
    String start = kind.key() + "," + attack.key() + ",";
    long startNs = System.nanoTime();
    try (RecordSystem system = start(kind, own)) {
      for (RecordEntry each : RECORDS) {
        system.put(each);
      }
      Outcome outcome = system.suffer(attack, RECORDS, log::add);
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
