package org.medchain.baseline.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;

/**
 * One hospital's database: roles and row level security, pgaudit, system versioning, checksums, log
 * segments archived on another disk, and a nightly backup there (BASE-1). Its operator, who is also
 * the administrator, signs what it gives to third parties.
 */
public class HospitalSystem implements RecordSystem {
  private final KeyPair operatorKey = SignedExport.newKey();
  private final RecordTable records;
  private final RoutineChecks checks;
  private PostgresServer server;

  /**
   * Starts one.
   *
   * @param folder of its own; empty, or to be made
   */
  public static HospitalSystem start(PostgresTemplate template, Path folder)
      throws IOException, InterruptedException {
    PostgresServer server = PostgresServer.copyOf(template, folder);
    try {
      server.start();
      return new HospitalSystem(server);
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  HospitalSystem(PostgresServer server) {
    this.server = server;
    records = new RecordTable(server);
    checks = new RoutineChecks(server, records);
  }

  @Override
  public SystemKind kind() {
    return SystemKind.HOSPITAL;
  }

  /** The one that serves. */
  public final PostgresServer server() {
    return server;
  }

  final RecordTable records() {
    return records;
  }

  final RoutineChecks checks() {
    return checks;
  }

  /** An administrator of this system, for attacks by what is built upon it. */
  public final Insider insider(AttackLog log) {
    return new Insider(server, log);
  }

  /** From now on another server serves. */
  final void redirect(PostgresServer to) {
    server = to;
    records.redirect(to);
    checks.redirect(to);
  }

  @Override
  public void put(RecordEntry record) throws IOException {
    records.put(record);
  }

  @Override
  public void correct(String id, Bytes content) throws IOException {
    records.correct(id, content);
  }

  @Override
  public void grant(String id, String reader) throws IOException {
    records.grant(id, reader);
  }

  @Override
  public void revoke(String id, String reader) throws IOException {
    records.revoke(id, reader);
  }

  @Override
  public Optional<Bytes> read(String id, String reader) throws IOException {
    return records.entry(id, reader).map(RecordEntry::content);
  }

  @Override
  public List<RecordVersion> history(String id) throws IOException {
    return records.history(id);
  }

  /** The record and its history, signed by the operator; without evidence if there is none. */
  @Override
  public ThirdPartyProof prove(String id) throws IOException {
    RecordEntry record =
        records.entry(id).orElseThrow(() -> new IOException("there is no record " + id));
    return SignedExport.of(record, records.history(id), operatorKey);
  }

  @Override
  public boolean verify(ThirdPartyProof proof) {
    return SignedExport.accepts(proof, operatorKey.getPublic());
  }

  /** What the operator can sign, if it lies. */
  final ThirdPartyProof forge(RecordEntry shown) {
    RecordVersion only = new RecordVersion(shown.timestampMs(), shown.content());
    return SignedExport.of(shown, List.of(only), operatorKey);
  }

  @Override
  public AttackOutcome suffer(AttackKind attack, List<RecordEntry> all, AttackLog log)
      throws IOException, InterruptedException {
    RecordEntry victim = all.get(all.size() / 2);
    ThirdPartyProof honest = prove(victim.id());
    Deed deed = attacks(log).carryOut(attack, victim, all);
    return Aftermath.judge(
        this, deed, all, () -> checks.first(victim.id(), log), honest, forge(deed.shown()), log);
  }

  HospitalAttacks attacks(AttackLog log) {
    return new HospitalAttacks(this, log);
  }

  @Override
  public long diskBytes() throws IOException {
    return server.diskBytes();
  }

  @Override
  public double cpuMs() throws IOException {
    return server.cpuMs();
  }

  @Override
  public void close() throws IOException {
    records.close();
    server.close();
  }
}
