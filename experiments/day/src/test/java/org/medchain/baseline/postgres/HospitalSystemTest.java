package org.medchain.baseline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;

@Tag("process")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HospitalSystemTest {
  private static final List<RecordEntry> RECORDS = TestDatabases.records(4);
  private static HospitalSystem system;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, InterruptedException {
    system = HospitalSystem.start(TestDatabases.template(folder), folder.resolve("hospital"));
    for (RecordEntry each : RECORDS) {
      system.put(each);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (system != null) {
      system.close();
    }
  }

  @Test
  @DisplayName("BASE-3: the running server has the settings that the manuals recommend")
  void runsAsRecommended() throws SQLException {
    Map<String, String> recommended =
        Map.ofEntries(
            Map.entry("data_checksums", "on"),
            Map.entry("wal_level", "replica"),
            Map.entry("fsync", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("archive_mode", "on"),
            Map.entry("archive_timeout", "1min"),
            Map.entry("shared_preload_libraries", "pgaudit"),
            Map.entry("pgaudit.log", "ddl,role,misc_set"),
            Map.entry("pgaudit.role", "audited"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("logging_collector", "on"));
    try (Connection connection = system.server().connect("admin");
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> each : recommended.entrySet()) {
        try (ResultSet row = statement.executeQuery("SHOW " + each.getKey())) {
          row.next();
          assertThat(row.getString(1)).as(each.getKey()).isEqualTo(each.getValue());
        }
      }
    }
  }

  @Test
  @DisplayName("BASE-2: a record is its author's, its patient's and its grantee's to read")
  void readsByGrant() throws IOException {
    RecordEntry record = RECORDS.getFirst();
    assertThat(system.read(record.id(), record.author())).contains(record.content());
    assertThat(system.read(record.id(), record.patient())).contains(record.content());
    assertThat(system.read(record.id(), "other")).isEmpty();
    system.grant(record.id(), "other");
    system.grant(record.id(), "other");
    assertThat(system.read(record.id(), "other")).contains(record.content());
    system.revoke(record.id(), "other");
    assertThat(system.read(record.id(), "other")).isEmpty();
    assertThat(system.read("no such", record.author())).isEmpty();
  }

  @Test
  @DisplayName("BASE-2: a history has all versions, and an export of it is verified offline")
  void keepsHistory() throws IOException {
    RecordEntry record = RECORDS.get(1);
    Bytes corrected = Bytes.utf8("corrected");
    system.correct(record.id(), corrected);
    assertThat(system.history(record.id()).stream().map(RecordVersion::content))
        .containsExactly(record.content(), corrected);
    ThirdPartyProof proof = system.prove(record.id());
    assertThat(system.verify(proof)).isTrue();
    assertThat(system.verify(new ThirdPartyProof(record, proof.evidence()))).isFalse();
    assertThatThrownBy(() -> system.correct("no such", corrected)).isInstanceOf(IOException.class);
  }

  @Test
  void rolesMayNotDoMore() throws SQLException {
    refused("application", "DELETE FROM record");
    refused("application", "UPDATE record_history SET content = ''");
    refused("portal", "UPDATE record SET content = ''");
    refused("auditor", "SET pgaudit.log = 'none'");
    try (Connection connection = system.server().connect("portal");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM record_history)")) {
      row.next();
      assertThat(row.getInt(1)).isZero();
    }
  }

  private static void refused(String role, String sql) throws SQLException {
    try (Connection connection = system.server().connect(role);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
    }
  }

  @Test
  void auditLogHasALineWithoutContent() throws IOException {
    RecordEntry record = RECORDS.getFirst();
    var unused = system.read(record.id(), record.author());
    String log = Files.readString(system.server().auditLog);
    assertThat(log)
        .contains("\"" + record.id() + " " + record.author() + "\" LOG:  AUDIT: OBJECT")
        .contains("WRITE,INSERT,TABLE,public.record")
        .doesNotContain(record.content().toHex().substring(0, 40));
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void acknowledgedRecordsSurviveAKill() throws IOException, InterruptedException {
    RecordEntry last = TestDatabases.record(99);
    system.put(last);
    system.server().crash();
    system.server().start();
    assertThat(system.read(last.id(), last.author())).contains(last.content());
    assertThat(system.scene(RECORDS, line -> {}).check("operator")).isEqualTo(Notice.NOBODY);
    assertThat(system.cpuMs()).isPositive();
    assertThat(system.diskBytes()).isGreaterThan(1_000_000);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void damageOnTheDiskIsNoticed() throws IOException, InterruptedException {
    AttackScene scene = system.scene(RECORDS, line -> {});
    scene.step("stop", "");
    scene.step("edit-disk", "victim lie");
    scene.step("start", "");
    assertThat(scene.check("operator").by()).isEqualTo("operator");
    assertThat(scene.check("reader").by()).isEqualTo("reader");
  }
}
