package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.VerifierRoll;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.VerdictRules;

/** Records and verdicts of {@link PlainGame}: CON-6, GAME-1 to GAME-3, INC-11. */
final class PlainVerdicts {
  /** One record. */
  private static final class Case {
    private PublicKey owner;
    private char status;
    private long height;
    private long until;
    private VerdictRules rules;
    private final Map<PublicKey, Boolean> votes = new TreeMap<>();
    private final Map<PublicKey, Boolean> evaluations = new TreeMap<>();
    private boolean opened;
    private Hash content;

    /** Whether a verdict is to earn the reward. */
    private boolean due;
  }

  private final PlainGame game;
  private final PlainKeys keys;
  private final Map<Hash, Case> cases = new TreeMap<>();
  private final Map<Hash, Long> traps = new TreeMap<>();
  private final TreeSet<Hash> rewarded = new TreeSet<>();

  PlainVerdicts(PlainGame game, PlainKeys keys) {
    this.game = game;
    this.keys = keys;
  }

  PublicKey owner(Hash record) {
    return cases.get(record).owner;
  }

  /** P, pending; V, valid; F, false; or a blank of no record. */
  char status(Hash record) {
    return cases.containsKey(record) ? cases.get(record).status : ' ';
  }

  Optional<Outcome> ordered(
      WorldState before,
      PublicKey signer,
      PublicKey who,
      Operation operation,
      long height,
      List<Event> events) {
    boolean center = PlainGame.isCenter(before, who);
    return Optional.ofNullable(
        switch (operation) {
          case UploadRecord op -> upload(before, signer, who, op, height, events);
          case JudgeRecord op -> center ? judge(op) : Outcome.NOT_ALLOWED;
          case CastVote op -> vote(before, who, op, height, events);
          case EvaluateRecord op -> evaluate(before, who, op);
          case SetTrap op ->
              !center
                  ? Outcome.NOT_ALLOWED
                  : traps.putIfAbsent(op.commitment(), height) == null
                      ? Outcome.OK
                      : Outcome.TRAP_EXISTS;
          case RevealTrap op -> center ? reveal(op, height) : Outcome.NOT_ALLOWED;
          default -> null;
        });
  }

  private Outcome upload(
      WorldState before,
      PublicKey signer,
      PublicKey who,
      UploadRecord op,
      long height,
      List<Event> events) {
    if (!Registration.role(before, who).equals(Optional.of(Role.PATIENT))
        || !op.record().patient().equals(signer)) {
      return Outcome.NOT_ALLOWED;
    }
    PublicKey doctor = op.record().digest().doctor();
    if (!keys.active(before, doctor)
        || !Registration.role(before, doctor).equals(Optional.of(Role.DOCTOR))) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    if (!keys.practises(before, doctor)) {
      return Outcome.NO_HOSPITAL;
    }
    if (cases.containsKey(op.record().id())) {
      return Outcome.RECORD_EXISTS;
    }
    Case it = new Case();
    it.owner = who;
    it.height = height;
    it.rules = game.rules().verdict();
    if (it.rules.verifiers() > 0 && VerifierRoll.count(before) < it.rules.quorum()) {
      return Outcome.TOO_FEW_VERIFIERS;
    }
    it.until = height + it.rules.decisionBlocks();
    it.status = it.rules.verifiers() > 0 ? 'P' : 'V';
    it.content = op.record().metadata().hash();
    it.due = game.rules().scarcity().judged();
    long reward = it.status == 'V' && !it.due ? game.rules().points().uploadReward() : 0;
    assertThat(((RecordEvents.RecordStored) events.getFirst()).reward()).isEqualTo(reward);
    cases.put(op.record().id(), it);
    return Outcome.OK;
  }

  /** The owner's penalty is told with the verdict, and checked by the ledger. */
  private static void convict(Case it) {
    it.status = 'F';
    it.due = false;
  }

  private void byTruth(Case it, boolean truth, long reward, long penalty) {
    it.votes.forEach(
        (who, said) -> {
          if (said == truth) {
            game.pay(who, reward);
          } else {
            game.punish(who, penalty);
          }
        });
  }

  private Outcome judge(JudgeRecord op) {
    Case it = cases.get(op.record());
    if (it == null) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (it.rules.verifiers() > 0) {
      return Outcome.NOT_ALLOWED;
    }
    if (it.status == 'F') {
      return Outcome.RECORD_FALSE;
    }
    convict(it);
    return Outcome.OK;
  }

  private static boolean isDrawn(WorldState before, Hash record, PublicKey who) {
    return Verdicts.of(before, record).stream()
        .flatMap(each -> each.seats().stream())
        .anyMatch(seat -> seat.verifier().equals(who));
  }

  private Outcome vote(
      WorldState before, PublicKey who, CastVote op, long height, List<Event> events) {
    Case it = cases.get(op.record());
    if (it == null) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (PlainGame.isCenter(before, who) && it.rules.verifiers() == 0) {
      if (!op.valid() || !it.due) {
        return Outcome.NO_VERDICT_DUE;
      }
      game.pay(it.owner, reward(it));
      return Outcome.OK;
    }
    if (it.status != 'P' || height > it.until) {
      return Outcome.NO_VERDICT_DUE;
    }
    if (!isDrawn(before, op.record(), who)) {
      return Outcome.NOT_DRAWN;
    }
    if (it.votes.containsKey(who)) {
      return Outcome.ALREADY_VOTED;
    }
    it.votes.put(who, op.valid());
    long same = it.votes.values().stream().filter(said -> said == op.valid()).count();
    if (same == it.rules.quorum()) {
      decide(it, op, events);
    }
    return Outcome.OK;
  }

  private void decide(Case it, CastVote op, List<Event> events) {
    if (op.valid()) {
      it.status = 'V';
      long reward = reward(it);
      assertThat(events)
          .filteredOn(RecordEvents.RecordAccepted.class::isInstance)
          .containsExactly(new RecordEvents.RecordAccepted(op.record(), it.owner, reward));
    } else {
      convict(it);
    }
    byTruth(it, op.valid(), it.rules.verifierReward(), it.rules.verifierPenalty());
  }

  /** The reward of a verdict: each content once, and nothing to an owner that is gone. */
  private long reward(Case it) {
    boolean earns = !game.isSettled(it.owner) && (!it.due || rewarded.add(it.content));
    it.due = false;
    return earns ? game.rules().points().uploadReward() : 0;
  }

  private Outcome evaluate(WorldState before, PublicKey who, EvaluateRecord op) {
    Case it = cases.get(op.record());
    if (it == null) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (it.status != 'V') {
      return it.status == 'F' ? Outcome.RECORD_FALSE : Outcome.RECORD_PENDING;
    }
    if (!Verdicts.hasObtained(before, op.record(), who)) {
      return Outcome.NOT_OBTAINED;
    }
    if (it.evaluations.putIfAbsent(who, op.holds()) != null) {
      return Outcome.ALREADY_EVALUATED;
    }
    long bad = it.evaluations.values().stream().filter(holds -> !holds).count();
    int quorum = it.rules.evaluationQuorum();
    if (quorum > 0 && bad >= quorum && 2 * bad > it.evaluations.size()) {
      convict(it);
    }
    return Outcome.OK;
  }

  private Outcome reveal(RevealTrap op, long height) {
    Case it = cases.get(op.record());
    if (it == null) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (it.rules.verifiers() == 0) {
      return Outcome.NO_VERDICT_DUE;
    }
    if (it.status == 'P' && height <= it.until) {
      return Outcome.RECORD_PENDING;
    }
    if (it.opened) {
      return Outcome.TRAP_EXISTS;
    }
    if (traps.getOrDefault(op.commitment(), Long.MAX_VALUE) >= it.height) {
      return Outcome.UNKNOWN_TRAP;
    }
    it.opened = true;
    byTruth(it, op.valid(), it.rules.trapReward(), it.rules.trapPenalty());
    if (it.status == 'V' && !op.valid()) {
      convict(it);
    }
    return Outcome.OK;
  }

  /** VER-4: of a record its verdict alone changes. */
  void requireSame(WorldState after) {
    cases.forEach(
        (id, it) -> {
          StoredRecord stored = Records.find(after, id).orElseThrow();
          assertThat(stored.owner()).isEqualTo(it.owner);
          assertThat(stored.height()).isEqualTo(it.height);
          assertThat(stored.isPending()).isEqualTo(it.status == 'P');
          assertThat(stored.foundFalse()).isEqualTo(it.status == 'F');
        });
  }
}
