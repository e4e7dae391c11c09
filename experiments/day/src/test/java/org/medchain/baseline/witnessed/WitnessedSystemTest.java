package org.medchain.baseline.witnessed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.postgres.AttackScene;
import org.medchain.baseline.postgres.PostgresTemplate;
import org.medchain.baseline.postgres.TestDatabases;
import org.medchain.data.Bytes;
import org.medchain.launcher.WholeFolder;

/** A database with a witnessed log, and attacks on it. */
class WitnessedSystemTest {
  private static final List<RecordEntry> RECORDS = TestDatabases.records(12);

  /** Those in which log and witnesses decide; {@code medchain.test.log} takes all. */
  private static final List<AttackKind> DECISIVE =
      List.of(
          AttackKind.DELETE,
          AttackKind.REPLACE_DIGESTS,
          AttackKind.SPLIT_VIEW_ONE_WITNESS,
          AttackKind.MAJORITY_COLLUDES);

  @TempDir private Path folder;

  private static Map<String, String> expected() throws IOException {
    Map<String, String> cells = new TreeMap<>();
    String name = "/org/medchain/baseline/expected/witnessed.csv";
    try (Reader in =
        new InputStreamReader(
            WitnessedSystemTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
      for (CSVRecord each : format.parse(in)) {
        cells.put(each.get("attack"), String.join(",", each.toList().subList(1, 4)));
      }
    }
    return cells;
  }

  @Test
  @DisplayName("there is an expectation for each attack (BASE-6)")
  void expectations() throws IOException {
    assertThat(expected())
        .containsOnlyKeys(
            Arrays.stream(AttackKind.values()).map(AttackKind::key).toArray(String[]::new));
  }

  @Test
  @Tag("process")
  @DisplayName(
      "what is acknowledged is in the log, and proved offline with both cosignatures (BASE-1,"
          + " BASE-2)")
  void works() throws IOException, InterruptedException {
    PostgresTemplate template = TestDatabases.template(folder);
    RecordEntry record = RECORDS.get(0);
    try (WitnessedSystem system = WitnessedSystem.start(template, folder.resolve("w"), 0)) {
      for (RecordEntry each : RECORDS) {
        system.put(each);
      }
      ThirdPartyProof before = system.prove(record.id());
      Bytes corrected = AttackScene.altered(record.content());
      system.correct(record.id(), corrected);
      system.grant(record.id(), "stranger");
      assertThat(system.read(record.id(), "stranger")).contains(corrected);
      system.revoke(record.id(), "stranger");

      assertThat(system.read(record.id(), "stranger")).isEmpty();
      assertThat(system.log.size()).isEqualTo(RECORDS.size() + 3);
      assertThat(system.history(record.id()))
          .extracting(each -> each.content())
          .containsExactly(record.content(), corrected);
      ThirdPartyProof after = system.prove(record.id());
      assertThat(before.record()).isEqualTo(record);
      assertThat(after.record().content()).isEqualTo(corrected);
      assertThat(List.of(system.verify(before), system.verify(after))).containsOnly(true);
      assertThat(system.verify(new ThirdPartyProof(record, after.evidence()))).isFalse();
      assertThat(LogEvidence.of(after).note().lines().filter(line -> line.startsWith("\u2014")))
          .hasSize(3);
      assertThat(system.diskBytes()).isGreaterThan(system.database.diskBytes());
      assertThat(system.cpuMs()).isPositive();
      assertThat(Files.readString(folder.resolve("w/log/checkpoint")))
          .startsWith("log.hospital.example/records\n15\n");
    }
  }

  @Test
  @Tag("process")
  @DisplayName(
      "attacks on log and database have the outcomes that were expected (BASE-4, BASE-5, BASE-6)")
  void attacks() throws IOException, InterruptedException {
    PostgresTemplate template = TestDatabases.template(folder);
    boolean all = Boolean.getBoolean("medchain.test.log");
    Map<String, String> seen = new TreeMap<>();
    for (AttackKind each : all ? List.of(AttackKind.values()) : DECISIVE) {
      Path own = folder.resolve(each.key());
      List<String> log = new ArrayList<>();
      try (WitnessedSystem system = WitnessedSystem.start(template, own, 0)) {
        for (RecordEntry record : RECORDS) {
          system.put(record);
        }
        AttackOutcome outcome = system.suffer(each, RECORDS, log::add);
        String provable = outcome.provable() ? "yes" : "no";
        seen.put(each.key(), outcome.effect().key() + "," + outcome.notice().by() + "," + provable);
        log.add(outcome.told());
      }
      WholeFolder.delete(own);
      if (all) {
        System.err.println(each.key() + " " + seen.get(each.key()) + " " + log);
      }
    }
    Map<String, String> expected = expected();
    expected.keySet().retainAll(seen.keySet());
    assertThat(seen).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(DECISIVE.size());
  }
}
