package org.medchain.baseline.postgres;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.data.Bytes;

/**
 * Attacks on a federation: the keeping hospital's administrator does what one can do in a hospital,
 * and adds to the index what its hospital may add. Only where the attack is on the store of digests
 * or its log is the index's operator the one who attacks, or helps.
 */
final class FederatedAttacks extends HospitalAttacks {
  private static final String REPLACE = "UPDATE record_index SET digest = ? WHERE id = ?";

  private final FederatedSystem federation;
  private final int home;

  FederatedAttacks(FederatedSystem federation, int home, AttackLog log) {
    super(federation.hospitals().get(home), log);
    this.federation = federation;
    this.home = home;
  }

  @Override
  void put(RecordEntry record) throws IOException {
    federation.put(record);
  }

  @Override
  Deed carryOut(AttackKind attack, RecordEntry victim, List<RecordEntry> all)
      throws IOException, InterruptedException {
    RecordEntry lie = withContent(victim, Insider.altered(victim.content()));
    return switch (attack) {
      case ALTER -> {
        insider().alter(lie.id(), lie.content());
        log.line("administrator: adds the hash to the index, as for a correction");
        federation.index().add(home, lie);
        yield Deed.done(lie, "the index has both hashes, as of a correction");
      }
      case BACKDATE -> {
        Deed deed = super.carryOut(attack, victim, all);
        federation.index().add(home, deed.shown());
        boolean read = federation.read(deed.shown().id(), deed.shown().author()).isPresent();
        String told = "the index tells when it came, which no reader compares with its date";
        yield Deed.seen(read ? deed.effect() : Effect.KEPT, deed.shown(), told);
      }
      case REPLACE_DIGESTS -> {
        Deed deed = super.carryOut(attack, victim, all);
        federation
            .index()
            .insider(log)
            .run(true, REPLACE, HashIndex.digest(lie).toArray(), lie.id());
        yield Deed.done(deed.shown(), "the index's operator helped, and its hash fits the lie");
      }
      case CUT_LOG_TAIL -> cutIndex(lie, all.getLast());
      case F_PLUS_ONE_COLLUDE, MAJORITY_COLLUDES -> {
        int others = attack == AttackKind.MAJORITY_COLLUDES ? federation.hospitals().size() / 2 : 1;
        for (int i = 1; i <= others; i++) {
          claim((home + i) % federation.hospitals().size(), lie);
        }
        yield super.carryOut(attack, victim, all);
      }
      case ERASURE -> {
        Deed deed = super.carryOut(attack, victim, all);
        String told = deed.told() + "; the index keeps its hash: " + entries(victim);
        yield new Deed(deed.effect(), deed.notice(), deed.steps(), List.of(), lie, told);
      }
      default -> super.carryOut(attack, victim, all);
    };
  }

  private int entries(RecordEntry record) throws IOException {
    return federation.index().entries(record.id()).size();
  }

  /** Another hospital says that it keeps the record. */
  private void claim(int other, RecordEntry lie) {
    try {
      federation.index().add(other, lie);
      log.line("another hospital adds its hash to the index");
    } catch (IOException e) {
      log.line("the index refuses another hospital's hash of the record");
    }
  }

  /** The index's operator alone: the keeper compares its records with the index every night. */
  private Deed cutIndex(RecordEntry lie, RecordEntry last) throws IOException {
    federation.index().insider(log).run(true, "DELETE FROM record_index WHERE id = ?", last.id());
    long startNs = System.nanoTime();
    Notice notice = Notice.NOBODY;
    int steps = 0;
    for (String each : system.records().ids()) {
      if (federation.index().entries(each).isEmpty()) {
        log.line("operator: the index lacks a record that is here; adds it again");
        notice = new Notice("operator", RoutineChecks.DAY_S, (System.nanoTime() - startNs) / 1e6);
        federation.index().add(home, system.records().entry(each).orElseThrow());
        steps = 1;
      }
    }
    return Deed.done(lie, "a hospital has what the index forgot").answered(notice, steps);
  }

  /** The index's operator alone: what it shows the second party does not fit the hospital's. */
  @Override
  Deed twoHistories(RecordEntry victim, RecordEntry lie) throws IOException {
    Optional<Bytes> first = federation.read(victim.id(), victim.author());
    Insider operator = federation.index().insider(log);
    operator.run(true, REPLACE, HashIndex.digest(lie).toArray(), lie.id());
    Notice notice = federation.compare(victim.id(), victim.patient(), log);
    operator.run(true, REPLACE, HashIndex.digest(victim).toArray(), lie.id());
    Optional<Bytes> second = federation.read(victim.id(), victim.patient());
    Effect effect =
        first.equals(second) && !notice.equals(Notice.NOBODY) ? Effect.KEPT : Effect.DIVIDED;
    return Deed.seen(effect, lie, "the second party's hash does not fit the record")
        .answered(notice, 0);
  }
}
