package org.medchain.baseline.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.data.Bytes;
import org.medchain.launcher.WholeFolder;

/**
 * Attacks on a hospital's database, by the means that those have who make them (BASE-4). Where a
 * clumsy insider is noticed and a capable one is not, the clumsy attempt is made first and logged,
 * and the cell is the capable one's.
 */
class HospitalAttacks {
  private static final long YEAR_MS = Duration.ofDays(365).toMillis();

  final HospitalSystem system;
  final AttackLog log;

  HospitalAttacks(HospitalSystem system, AttackLog log) {
    this.system = system;
    this.log = log;
  }

  final Insider insider() {
    return system.insider(log);
  }

  Deed carryOut(AttackKind attack, RecordEntry victim, List<RecordEntry> all)
      throws IOException, InterruptedException {
    RecordEntry lie = withContent(victim, Insider.altered(victim.content()));
    return switch (attack) {
      case DISK_DIES, SITE_DIES, STALE_BACKUP -> fail(attack, victim, lie);
      case ALTER -> {
        insider().alter(lie.id(), lie.content());
        yield Deed.done(lie, "the history has the old version, the audit log a line");
      }
      case DELETE -> delete(victim);
      case BACKDATE -> backdate(victim);
      case REWRITE_AUDIT -> rewriteAudit(lie);
      case ALTER_ALL_REPLICAS, REPLACE_DIGESTS -> alterWithBackup(attack, victim, lie);
      case RESTORE_OLD_BACKUP -> restoreOldBackup(lie);
      case AUDIT_OFF -> auditOff(victim);
      case EDIT_ON_DISK -> editOnDisk(victim, lie, all.getFirst());
      case CUT_LOG_TAIL -> {
        insider().deleteQuietly(all.getLast().id());
        insider().editLog(all.getLast().id(), true);
        yield Deed.done(lie, "the last record is gone, and each line about it");
      }
      case FALSE_ENTRY -> falseEntry(victim);
      case SPLIT_VIEW_WITHOUT_WITNESS, SPLIT_VIEW_ONE_WITNESS, SPLIT_VIEW_TWO_WITNESSES ->
          lookForLog(lie);
      case STOLEN_ADMIN_KEY, F_COLLUDE, F_PLUS_ONE_COLLUDE, MAJORITY_COLLUDES -> {
        insider().alterQuietly(lie.id(), lie.content());
        yield Deed.done(lie, "who has the administrator's password needs nobody else");
      }
      case READ_WITHOUT_GRANT -> {
        Optional<Bytes> read = system.read(victim.id(), "stranger");
        Effect effect = read.isPresent() ? Effect.DISCLOSED : Effect.KEPT;
        yield Deed.seen(effect, lie, "row level security shows a stranger no row");
      }
      case TWO_HISTORIES -> twoHistories(victim, lie);
      case ERASURE -> erase(victim, lie);
    };
  }

  static RecordEntry withContent(RecordEntry record, Bytes content) {
    return new RecordEntry(
        record.id(),
        record.patient(),
        record.author(),
        record.type(),
        record.description(),
        record.timestampMs(),
        content);
  }

  /** A record that was never put. */
  static RecordEntry another(RecordEntry like, String name, long timestampMs) {
    return new RecordEntry(
        like.id() + name,
        like.patient(),
        like.author(),
        like.type(),
        like.description(),
        timestampMs,
        Insider.altered(like.content()));
  }

  /** Failures, and the operator's answer. */
  Deed fail(AttackKind attack, RecordEntry victim, RecordEntry lie)
      throws IOException, InterruptedException {
    PostgresServer server = system.server();
    List<RecordEntry> late = new ArrayList<>();
    if (attack == AttackKind.DISK_DIES) {
      archiveNow();
      late.add(another(victim, "-late", victim.timestampMs()));
      put(late.getFirst());
    }
    log.line("the server's disk is gone");
    server.crash();
    WholeFolder.delete(server.data());
    if (attack != AttackKind.DISK_DIES) {
      // Archiving had stopped a day ago, and nobody looked.
      WholeFolder.delete(server.archive());
      Files.createDirectories(server.archive());
    }
    Notice notice = system.checks().reader(victim.id(), log);
    if (attack == AttackKind.SITE_DIES) {
      WholeFolder.delete(server.backup());
      return Deed.done(lie, "nothing is left to restore from").answered(notice, 0);
    }
    log.line("operator: cp -a backup, touch recovery.signal, start");
    restore(server, true);
    String told =
        attack == AttackKind.DISK_DIES
            ? "what was not archived yet is gone, which is a minute's records at most"
            : "all since the last good backup is gone";
    return Deed.done(lie, told).answered(notice, 3).with(late);
  }

  /** By the application. */
  void put(RecordEntry record) throws IOException {
    system.put(record);
  }

  /** What archive_timeout does within a minute; returns when the segment is on the other disk. */
  final void archiveNow() throws IOException, InterruptedException {
    system.server().administer("SELECT pg_switch_wal()");
    String waiting =
        "DO $$ BEGIN FOR i IN 1..2000 LOOP PERFORM pg_stat_clear_snapshot(); EXIT WHEN (SELECT"
            + " archived_count FROM pg_stat_archiver) > 0; PERFORM pg_sleep(0.005); END LOOP; END"
            + " $$";
    system.server().administer(waiting);
  }

  /** Puts the backup in the place of the data; with the archive, replays what followed. */
  final void restore(PostgresServer server, boolean withArchive)
      throws IOException, InterruptedException {
    WholeFolder.delete(server.data());
    PostgresServer.copy(server.backup(), server.data());
    if (withArchive) {
      Files.createFile(server.data().resolve("recovery.signal"));
      server.start("restore_command=cp \"" + server.archive() + "/%f\" \"%p\"");
      server.administer(
          "DO $$ BEGIN FOR i IN 1..4000 LOOP EXIT WHEN NOT pg_is_in_recovery(); PERFORM"
              + " pg_sleep(0.005); END LOOP; END $$");
    } else {
      server.start();
    }
    system.redirect(server);
  }

  private Deed delete(RecordEntry victim) throws IOException {
    insider().tryDeletion(victim.id());
    system.checks().auditor(log);
    insider().deleteQuietly(victim.id());
    return Deed.done(
        withContent(victim, Insider.altered(victim.content())),
        "without audit and triggers, only that its author's read gets no row tells of it");
  }

  Deed backdate(RecordEntry victim) throws IOException {
    RecordEntry forged = another(victim, "-forged", victim.timestampMs() - YEAR_MS);
    insider().backdate(forged);
    List<RecordVersion> history = system.history(forged.id());
    boolean believed =
        system.read(forged.id(), forged.author()).isPresent()
            && history.getFirst().sinceMs() == forged.timestampMs();
    return Deed.seen(
        believed ? Effect.ADDED : Effect.KEPT, forged, "its history begins at the forged date");
  }

  private Deed rewriteAudit(RecordEntry lie) throws IOException {
    insider().alter(lie.id(), lie.content());
    insider().run(true, "DELETE FROM record_history WHERE id = ?", lie.id());
    insider().editLog(" admin@", false);
    return Deed.done(lie, "history and audit log fit the lie");
  }

  /** The table, its pages' checksums, and the backup with its manifest of SHA-256 digests. */
  Deed alterWithBackup(AttackKind attack, RecordEntry victim, RecordEntry lie)
      throws IOException, InterruptedException {
    if (attack == AttackKind.REPLACE_DIGESTS) {
      editStopped(system.server(), victim, lie, true);
    } else {
      insider().alterQuietly(lie.id(), lie.content());
    }
    log.line("root: backup and archive are replaced by new ones");
    WholeFolder.delete(system.server().backup());
    WholeFolder.delete(system.server().archive());
    Files.createDirectories(system.server().archive());
    system.server().backUp();
    return Deed.done(lie, "the backup and the manifest's digests are as new as the lie");
  }

  /** Edits the value in the table's file while the server is stopped. */
  final void editStopped(PostgresServer server, RecordEntry from, RecordEntry to, boolean capable)
      throws IOException, InterruptedException {
    system.records().redirect(server);
    server.stop();
    if (new Insider(server, log).editDisk(from.content(), to.content()) == 0) {
      throw new IOException("the value is in no file");
    }
    if (capable) {
      new Insider(server, log).renewChecksums();
    }
    server.start();
    awaitStandby();
  }

  /** A standby comes back by itself; a night's check that is made before would take it for gone. */
  void awaitStandby() throws IOException {
    log.line("the server runs again");
  }

  Deed editOnDisk(RecordEntry victim, RecordEntry lie, RecordEntry other)
      throws IOException, InterruptedException {
    RecordEntry otherLie = withContent(other, Insider.altered(other.content()));
    editStopped(system.server(), other, otherLie, false);
    log.line("without a new checksum:");
    system.checks().reader(other.id(), log);
    editStopped(system.server(), otherLie, other, false);
    editStopped(system.server(), victim, lie, true);
    return Deed.done(lie, "noticed at once without a new checksum; with it, not");
  }

  /** Data and archive go back to the same night. */
  Deed restoreOldBackup(RecordEntry lie) throws IOException, InterruptedException {
    archiveNow();
    log.line("administrator: puts the backup back, and deletes what was archived since");
    system.server().stop();
    WholeFolder.delete(system.server().archive());
    Files.createDirectories(system.server().archive());
    restore(system.server(), false);
    return Deed.done(lie, "the old state is a state that was once right");
  }

  private Deed auditOff(RecordEntry victim) throws IOException {
    insider().peek(false, victim.id());
    system.checks().auditor(log);
    boolean read = insider().peek(true, victim.id()).equals(victim.content());
    return Deed.seen(
        read ? Effect.DISCLOSED : Effect.KEPT,
        withContent(victim, Insider.altered(victim.content())),
        "SET pgaudit.log leaves no line");
  }

  private Deed falseEntry(RecordEntry victim) throws IOException, InterruptedException {
    RecordEntry wrong = another(victim, "-false", victim.timestampMs());
    put(wrong);
    boolean believed = system.read(wrong.id(), wrong.patient()).isPresent();
    return Deed.seen(
        believed ? Effect.ADDED : Effect.KEPT, wrong, "its author put it, as any other record");
  }

  private Deed lookForLog(RecordEntry lie) throws IOException {
    system
        .server()
        .administer(
            "DO $$ BEGIN IF EXISTS (SELECT FROM pg_class WHERE relname ~ 'checkpoint|witness') OR"
                + " EXISTS (SELECT FROM pg_roles WHERE rolname ~ 'witness') THEN RAISE 'a log'; END"
                + " IF; END $$");
    return Deed.seen(Effect.NO_SUCH_PART, lie, "it has no log of which two views could be shown");
  }

  Deed twoHistories(RecordEntry victim, RecordEntry lie) throws IOException {
    Optional<Bytes> first = system.read(victim.id(), victim.author());
    insider().alterQuietly(lie.id(), lie.content());
    Optional<Bytes> second = system.read(victim.id(), victim.patient());
    insider().alterQuietly(lie.id(), victim.content());
    return Deed.seen(
        first.equals(second) ? Effect.KEPT : Effect.DIVIDED,
        lie,
        "each party's history has one version, and the two differ");
  }

  private Deed erase(RecordEntry victim, RecordEntry lie) throws IOException, InterruptedException {
    Insider operator = insider();
    operator.deleteQuietly(victim.id());
    operator.run(false, "VACUUM FULL record");
    operator.run(false, "CHECKPOINT");
    boolean gone = system.read(victim.id(), victim.author()).isEmpty();
    List<String> left = new ArrayList<>();
    for (Path each : folders()) {
      int files = Insider.filesWith(each, victim.content()).size();
      if (files > 0) {
        left.add(files + " in " + each.getFileName());
      }
    }
    String told =
        "files that still have the content until they are recycled: " + String.join(", ", left);
    return Deed.seen(gone ? Effect.ERASED : Effect.KEPT, lie, told).answered(Notice.NOBODY, 3);
  }

  /** Where a content may be left. */
  List<Path> folders() {
    PostgresServer server = system.server();
    return List.of(
        server.data().resolve("base"),
        server.data().resolve("pg_wal"),
        server.archive(),
        server.backup(),
        server.auditLog().getParent());
  }
}
