package org.medchain.baseline.witnessed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.log.LogCheckpoint;
import org.medchain.baseline.log.LogTrust;
import org.medchain.baseline.log.NoteKey;
import org.medchain.baseline.log.NoteSigner;
import org.medchain.baseline.log.SignedNote;
import org.medchain.baseline.log.TileLog;
import org.medchain.baseline.postgres.AttackScene;
import org.medchain.baseline.witnessed.LoggedRow.LoggedVersion;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;

/** BASE-2, BASE-7: what a third party accepts, and what the monitor finds. */
class LogMonitorTest {
  @TempDir private Path folder;
  private NoteSigner signer;
  private NoteSigner witness;
  private LogTrust trust;
  private final List<LoggedRow> rows = new ArrayList<>();
  private TileLog log;
  private LogMonitor monitor;

  @BeforeEach
  void start() throws IOException {
    signer = NoteSigner.at(folder.resolve("key"), "log.example/x", NoteKey.ED25519);
    witness = NoteSigner.at(folder.resolve("w"), "w.example/1", NoteKey.COSIGNATURE_V1);
    trust = new LogTrust(signer.key(), List.of(witness.key()), 1);
    for (int i = 0; i < 5; i++) {
      rows.add(row(i, "content " + i, i == 2 ? "corrected" : ""));
    }
    log = log("log", entries());
    monitor = new LogMonitor(trust, LogCheckpoint.parse(log.sign(0).text()));
  }

  private static LoggedRow row(int i, String... contents) {
    RecordEntry record = new RecordEntry("r" + i, "p", "d", "visit", "words", i, Bytes.EMPTY);
    List<RecordVersion> history = new ArrayList<>();
    for (String each : contents) {
      if (!each.isEmpty()) {
        Bytes salt = Hash.of(Bytes.utf8(i + each)).toBytes().slice(0, LoggedRow.SALT_SIZE);
        history.add(new RecordVersion(i, LoggedRow.salted(salt, Bytes.utf8(each))));
      }
    }
    return LoggedRow.of(record, history);
  }

  private List<Bytes> entries() {
    List<Bytes> entries = new ArrayList<>();
    rows.forEach(row -> row.versions().forEach(each -> entries.add(each.entry(row.tag()))));
    return entries;
  }

  private TileLog log(String name, List<Bytes> entries) throws IOException {
    TileLog made = TileLog.open(folder.resolve(name), signer);
    for (Bytes each : entries) {
      made.append(each);
    }
    return made;
  }

  private SignedNote cosigned(TileLog any) throws IOException {
    SignedNote own = any.sign(0);
    return new SignedNote(
        own.text(), List.of(own.signatures().get(0), witness.line(own.text(), 5)));
  }

  private String finding(TileLog any, List<LoggedRow> shown) throws IOException {
    return monitor.compare(any, cosigned(any), shown).orElse("nothing");
  }

  @Test
  @DisplayName("the monitor finds what was altered, added or taken away, and nothing else (BASE-5)")
  void database() throws IOException {
    assertThat(finding(log, rows)).isEqualTo("nothing");
    List<LoggedRow> altered = new ArrayList<>(rows);
    altered.set(1, row(1, "something else"));
    assertThat(finding(log, altered)).contains("never logged");
    altered.set(1, row(1, "content 1", "content 2"));
    assertThat(finding(log, altered)).contains("never logged");
    altered.set(1, rows.get(1));
    altered.set(2, row(2, "content 2"));
    assertThat(finding(log, altered)).contains("not in the database");
    altered.set(2, rows.get(2));
    altered.add(row(9, "content 9"));
    assertThat(finding(log, altered)).contains("never logged");
    List<LoggedRow> fewer = new ArrayList<>(rows);
    LoggedRow gone = fewer.remove(3);
    assertThat(finding(log, fewer)).contains("not in the database");
    log.append(Bytes.utf8(LoggedRow.ERASED + gone.tag()));
    assertThat(finding(log, fewer)).isEqualTo("nothing");
  }

  @Test
  @DisplayName("the monitor finds a log that was rewritten, cut, or not cosigned (BASE-8)")
  void log() throws IOException {
    List<Bytes> entries = entries();
    assertThat(finding(log("cut", entries.subList(0, 5)), rows)).contains("does not continue");
    entries.set(0, Bytes.utf8("another"));
    entries.add(Bytes.utf8("more"));
    assertThat(finding(log("rewritten", entries), rows)).contains("does not continue");
    assertThat(monitor.compare(log, log.sign(0), rows)).hasValue("the checkpoint is not cosigned");
    assertThat(monitor.compare(log("same", entries), cosigned(log), rows))
        .hasValue("the entries are not the checkpoint's");
  }

  private ThirdPartyProof proof(int place, LoggedRow row) throws IOException {
    LoggedVersion last = row.last();
    InclusionProof inclusion = log.inclusion(place, log.size());
    String note = cosigned(log).toString();
    return new ThirdPartyProof(
        last.record(),
        new LogEvidence(last.salt(), row.tag(), last.version(), inclusion, note).encoded());
  }

  @Test
  @DisplayName("a third party accepts what is logged and cosigned, and nothing forged (BASE-2)")
  void proofs() throws IOException {
    ThirdPartyProof proof = proof(3, rows.get(2));
    RecordEntry record = proof.record();
    LogEvidence told = LogEvidence.of(proof);

    assertThat(record.content()).isEqualTo(Bytes.utf8("corrected"));
    assertThat(LogEvidence.accepts(proof, trust)).isTrue();
    RecordEntry altered = AttackScene.withContent(record, Bytes.utf8("corrected!"));
    assertThat(accepts(altered, told)).isFalse();
    assertThat(
            accepts(
                record, new LogEvidence(Bytes.EMPTY, told.tag(), 2, told.inclusion(), told.note())))
        .isFalse();
    assertThat(
            accepts(
                record, new LogEvidence(told.salt(), told.tag(), 1, told.inclusion(), told.note())))
        .isFalse();
    assertThat(accepts(record, new LogEvidence(told.salt(), "x", 2, told.inclusion(), told.note())))
        .isFalse();
    assertThat(
            accepts(
                record,
                new LogEvidence(told.salt(), told.tag(), 2, log.inclusion(2, 6), told.note())))
        .isFalse();
    String alone = log.sign(0).toString();
    assertThat(
            accepts(record, new LogEvidence(told.salt(), told.tag(), 2, told.inclusion(), alone)))
        .isFalse();
    assertThat(LogEvidence.accepts(new ThirdPartyProof(record, Bytes.EMPTY), trust)).isFalse();
    assertThat(
            LogEvidence.accepts(new ThirdPartyProof(record, proof.evidence().slice(0, 90)), trust))
        .isFalse();
  }

  private boolean accepts(RecordEntry record, Encodable evidence) {
    return LogEvidence.accepts(new ThirdPartyProof(record, evidence.encoded()), trust);
  }

  @Test
  @DisplayName("a salt goes before the content, and comes off again (BASE-2)")
  void salts() {
    LoggedVersion version = rows.get(2).last();
    assertThat(LoggedRow.unsalted(version.stored().content())).isEqualTo(Bytes.utf8("corrected"));
    assertThat(LoggedRow.unsalted(Bytes.utf8("short"))).isEqualTo(Bytes.EMPTY);
  }
}
