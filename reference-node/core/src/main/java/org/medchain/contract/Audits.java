package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.AuditRules;

/** Who stores, and whether it still has what it stores (paper §3.2.4; GAME-4; decision 0130). */
final class Audits {
  private Audits() {}

  /** At the end of a block: begins an audit if one is due and the last one is over. */
  static ChainState begin(ChainState state, long height, Hash block) {
    AuditRules rules = state.rules().audit();
    if (!rules.isOn() || height % rules.everyBlocks() != 0) {
      return state;
    }
    AuditRound last = state.incentives().audit().orElse(AuditRound.NONE);
    // After a change of the rules the last one may be open longer than the new ones are apart.
    return last.until() > height
        ? state
        : state
            .incentives()
            .with(new AuditRound(last.number() + 1, height + rules.answerBlocks(), block));
  }

  static Result entrust(ChainState state, Call call, StorageOperation.Entrust operation) {
    Hash id = operation.record();
    PublicKey holder = operation.holder();
    Optional<StoredRecord> record = state.record(id);
    if (record.isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_RECORD);
    }
    if (!record.get().owner().equals(call.sender())) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    if (!record.get().isValid()) {
      return Result.refused(record.get().objection());
    }
    if (!state.activeRole(holder).equals(Optional.of(Role.HOSPITAL))) {
      return Result.refused(Outcome.UNKNOWN_PARTICIPANT);
    }
    if (state.incentives().holding(id, holder).isPresent()) {
      return Result.refused(Outcome.HOLDING_EXISTS);
    }
    Holding offered = new Holding(operation.root(), operation.chunks(), false, 0);
    return Result.done(
        state.incentives().with(id, holder, offered),
        new IncentiveEvent.Entrusted(id, holder, operation.root(), operation.chunks()));
  }

  static Result hold(ChainState state, Call call, StorageOperation.Hold operation) {
    Hash id = operation.record();
    PublicKey holder = call.sender();
    Optional<Holding> offered = state.incentives().holding(id, holder);
    if (offered.isEmpty()) {
      return Result.refused(Outcome.NO_HOLDING);
    }
    if (offered.get().accepted()) {
      return Result.refused(Outcome.HOLDING_EXISTS);
    }
    // An audit that is under way has shown its seed already.
    long next = state.incentives().audit().orElse(AuditRound.NONE).number() + 1;
    return Result.done(
        state.incentives().with(id, holder, offered.get().accountedTo(next)),
        new IncentiveEvent.HoldingAccepted(id, holder));
  }

  static Result prove(ChainState state, Call call, StorageOperation.Prove operation) {
    Hash id = operation.record();
    PublicKey holder = call.sender();
    Optional<Holding> held = state.incentives().holding(id, holder).filter(Holding::accepted);
    if (held.isEmpty()) {
      return Result.refused(Outcome.NO_HOLDING);
    }
    AuditRound round = state.incentives().audit().orElse(AuditRound.NONE);
    if (call.height() > round.until() || held.get().nextAudit() > round.number()) {
      return Result.refused(Outcome.NO_CHALLENGE);
    }
    boolean proven =
        operation.proof().index() == held.get().challenge(round, id, holder)
            && operation.proof().proves(operation.chunk(), held.get().root(), held.get().chunks());
    if (!proven) {
      return Result.refused(Outcome.WRONG_PROOF);
    }
    List<Event> events = new ArrayList<>();
    ChainState counted = countMissed(state, call, id, holder, events);
    return answered(counted, round, id, holder, events);
  }

  private static Result answered(
      ChainState state, AuditRound round, Hash id, PublicKey holder, List<Event> events) {
    Holding held = state.incentives().holding(id, holder).orElseThrow();
    ChainState noted =
        state
            .incentives()
            .with(id, holder, held.accountedTo(round.number() + 1))
            .incentives()
            .with(holder, state.incentives().score(holder).plus(1, 0, 0));
    events.add(new IncentiveEvent.AuditAnswered(id, holder, round.number()));
    return new Payments(IncentiveEvent.Service.AUDIT, id, events)
        .reward(noted, holder, noted.rules().audit().reward())
        .<Result>map(paid -> new Result.Done(paid, events))
        .orElse(Result.refused(Outcome.SUPPLY_EXHAUSTED));
  }

  static Result claimMissed(ChainState state, Call call, StorageOperation.ClaimMissed operation) {
    Hash id = operation.record();
    PublicKey holder = operation.holder();
    if (state.incentives().holding(id, holder).filter(Holding::accepted).isEmpty()) {
      return Result.refused(Outcome.NO_HOLDING);
    }
    List<Event> events = new ArrayList<>();
    ChainState counted = countMissed(state, call, id, holder, events);
    return events.isEmpty()
        ? Result.refused(Outcome.NOTHING_MISSED)
        : new Result.Done(counted, events);
  }

  static Result release(ChainState state, Call call, StorageOperation.Release operation) {
    Hash id = operation.record();
    PublicKey holder = operation.holder();
    Optional<Holding> held = state.incentives().holding(id, holder);
    if (held.isEmpty()) {
      return Result.refused(Outcome.NO_HOLDING);
    }
    PublicKey owner = state.record(id).orElseThrow().owner();
    if (!call.sender().equals(holder) && !call.sender().equals(owner)) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    List<Event> events = new ArrayList<>();
    ChainState counted =
        held.get().accepted() ? countMissed(state, call, id, holder, events) : state;
    events.add(new IncentiveEvent.HoldingEnded(id, holder));
    return new Result.Done(counted.incentives().withoutHolding(id, holder), events);
  }

  /**
   * Accounts for the audits that are over and were not answered: a subtraction, however many they
   * are, so that no block has to look at all holders.
   */
  private static ChainState countMissed(
      ChainState state, Call call, Hash id, PublicKey holder, List<Event> events) {
    Holding held = state.incentives().holding(id, holder).orElseThrow();
    AuditRound round = state.incentives().audit().orElse(AuditRound.NONE);
    long over =
        state
            .incentives()
            .departure(holder)
            .map(Departure::lastAudit)
            .orElse(round.lastOver(call.height()));
    long missed = over - held.nextAudit() + 1;
    if (missed <= 0) {
      return state;
    }
    ChainState noted =
        state
            .incentives()
            .with(id, holder, held.accountedTo(over + 1))
            .incentives()
            .with(holder, state.incentives().score(holder).plus(0, missed, 0));
    events.add(new IncentiveEvent.AuditMissed(id, holder, missed));
    long each = noted.rules().audit().penalty();
    long due = each > Long.MAX_VALUE / missed ? Long.MAX_VALUE : each * missed;
    return new Payments(IncentiveEvent.Service.AUDIT, id, events).penalise(noted, holder, due);
  }

  /** What somebody shares counts towards its score, as long as there are audits. */
  static ChainState shared(ChainState state, PublicKey participant, int records) {
    return state.rules().audit().isOn()
        ? state
            .incentives()
            .with(participant, state.incentives().score(participant).plus(0, 0, records))
        : state;
  }
}
