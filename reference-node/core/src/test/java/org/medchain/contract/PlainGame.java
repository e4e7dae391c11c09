package org.medchain.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.DirectiveScope.OneRecord;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.incentive.IncentiveRules;

/**
 * The incentive game again, in the plainest way: maps and loop, no state tree, no events. It
 * predicts the outcome of every operation and each account's points afterwards. Of the chain it
 * takes the committees that were drawn; trade by offers is left out.
 */
final class PlainGame {
  IncentiveRules rules;
  private IncentiveRules coming;
  private long comingFrom = Long.MAX_VALUE;
  private final PublicKey center;
  final Map<PublicKey, Role> roles = new TreeMap<>();
  final PlainPurses purses = new PlainPurses();
  final TreeSet<PublicKey> frozen = new TreeSet<>();
  final Map<PublicKey, Long> left = new TreeMap<>();
  final Map<Hash, PlainCase> cases = new TreeMap<>();
  private final Map<Hash, Long> traps = new TreeMap<>();
  private final PlainPurses.Levels levels = new PlainPurses.Levels(this);
  private final TreeSet<Hash> rewarded = new TreeSet<>();
  private final PlainVouchers vouchers = new PlainVouchers();
  final PlainStorage storage = new PlainStorage(this);

  /** The answer to the last read. */
  ReadAnswer answered;

  PlainGame(Genesis genesis) {
    rules = genesis.terms().rules();
    center = genesis.terms().center();
    roles.put(center, Role.REGULATORY_CENTER);
    purses.open(center, 0, 0, false);
    genesis.participants().forEach(each -> join(each.key(), each.role()));
  }

  private void join(PublicKey key, Role role) {
    roles.put(key, role);
    purses.open(
        key,
        rules.points().initialPoints(),
        rules.identity().bond(),
        rules.identity().spendOnlyGrant());
  }

  void beginBlock(long height) {
    if (comingFrom <= height) {
      rules = coming;
      comingFrom = Long.MAX_VALUE;
    }
  }

  private void convict(PlainCase it) {
    it.status = 'F';
    it.due = false;
    purses.punish(it.owner, rules.points().falsePenalty());
  }

  private void byTruth(PlainCase it, boolean truth, long reward, long penalty) {
    it.votes.forEach(
        (who, said) -> {
          if (said == truth) {
            purses.give(who, reward);
          } else {
            purses.punish(who, penalty);
          }
        });
  }

  /** The outcome of the operation, after it had its effect here. */
  Outcome order(RequestId request, Operation operation, WorldState before, long height) {
    PublicKey who = request.sender();
    if (!roles.containsKey(who)) {
      return Outcome.UNKNOWN_SENDER;
    }
    if (left.containsKey(who)) {
      return Outcome.LEFT;
    }
    return switch (operation) {
      case UploadRecord op -> upload(who, op, height);
      case IssueDirective op -> grant(who, op, ((Grantee.Party) op.terms().grantee()).key());
      case ReadRecord op -> read(who, op, before, height);
      case JudgeRecord op -> judge(who, op);
      case CastVote op -> vote(who, op, before, height);
      case EvaluateRecord op -> evaluate(who, op);
      case SetTrap op ->
          who.equals(center)
              ? traps.putIfAbsent(op.commitment(), height) == null
                  ? Outcome.OK
                  : Outcome.TRAP_EXISTS
              : Outcome.NOT_ALLOWED;
      case RevealTrap op -> reveal(who, op, height);
      case EntrustFile op -> storage.entrust(who, op);
      case HoldFile op -> storage.hold(who, op);
      case ProveStorage op -> throw new AssertionError("see prove");
      case ClaimMissed op -> storage.claim(op, height);
      case ReleaseFile op -> storage.release(who, op, height);
      case BuyLevel op -> levels.buy(who, op, height);
      case RedeemPoints op ->
          frozen.contains(who)
              ? Outcome.ACCOUNT_FROZEN
              : vouchers.redeem(request, op, purses, rules.redemption().feeBp());
      case PayVoucher op -> who.equals(center) ? vouchers.pay(op) : Outcome.NOT_ALLOWED;
      case LeaveChain op -> leave(who, height);
      case SettleExit op -> settle(op.participant(), height);
      case FreezeAccount op ->
          !who.equals(center) || op.participant().equals(center)
              ? Outcome.NOT_ALLOWED
              : !roles.containsKey(op.participant())
                  ? Outcome.UNKNOWN_PARTICIPANT
                  : frozen.add(op.participant()) ? Outcome.OK : Outcome.ACCOUNT_FROZEN;
      case ThawAccount op ->
          !who.equals(center)
              ? Outcome.NOT_ALLOWED
              : frozen.remove(op.participant()) ? Outcome.OK : Outcome.NOT_FROZEN;
      case ChangeRules op -> change(who, op, height);
      default -> throw new AssertionError("not in this game: " + operation);
    };
  }

  private Outcome upload(PublicKey who, UploadRecord op, long height) {
    if (roles.get(who) != Role.PATIENT || !op.record().patient().equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (left.containsKey(op.record().digest().doctor())) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    if (cases.containsKey(op.record().id())) {
      return Outcome.RECORD_EXISTS;
    }
    if (PlainCase.lacksVerifiers(rules.verdict(), roles, left.keySet())) {
      return Outcome.TOO_FEW_VERIFIERS;
    }
    PlainCase it = new PlainCase();
    it.owner = who;
    it.doctor = op.record().digest().doctor();
    it.height = height;
    it.rules = rules.verdict();
    it.until = height + it.rules.decisionBlocks();
    it.status = it.rules.verifiers() > 0 ? 'P' : 'V';
    it.content = op.record().metadata().hash();
    it.due = rules.scarcity().judged();
    if (it.status == 'V' && !it.due) {
      purses.give(who, rules.points().uploadReward());
    }
    cases.put(op.record().id(), it);
    return Outcome.OK;
  }

  /** For research, without an end, on one record: other directives are not in this game. */
  private Outcome grant(PublicKey who, IssueDirective op, PublicKey reader) {
    if (!op.terms().owner().equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    PlainCase it = cases.get(((OneRecord) op.terms().scope()).record());
    if (it == null) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (it.status != 'V') {
      return it.objection();
    }
    if (reader.equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (left.containsKey(reader) || reader.equals(center)) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    return it.readers.add(reader) ? Outcome.OK : Outcome.ALREADY_GRANTED;
  }

  private Outcome read(PublicKey who, ReadRecord op, WorldState before, long height) {
    if (who.equals(center)) {
      return Outcome.NOT_ALLOWED;
    }
    PlainCase it = cases.get(op.record());
    if (it == null) {
      return Outcome.UNKNOWN_RECORD;
    }
    long price = levels.priceOf(who, height);
    boolean votes = height <= it.until && isDrawn(before, op.record(), who);
    answered =
        it.answer(
            who,
            left.containsKey(it.owner),
            frozen.contains(who),
            votes,
            purses.balance.get(who) >= price);
    if (answered == ReadAnswer.DIRECTIVE && price > 0) {
      purses.spend(who, price);
      long share = price * rules.points().ownerShareBp() / 10_000;
      purses.balance.merge(it.owner, share, Long::sum);
      purses.burnt += price - share;
      it.payers.add(who);
      storage.share(it.owner);
    }
    return Outcome.OK;
  }

  private static boolean isDrawn(WorldState before, Hash record, PublicKey who) {
    return Verdicts.of(before, record).stream()
        .flatMap(each -> each.seats().stream())
        .anyMatch(seat -> seat.verifier().equals(who));
  }

  private Outcome judge(PublicKey who, JudgeRecord op) {
    if (!who.equals(center)) {
      return Outcome.NOT_ALLOWED;
    }
    PlainCase it = cases.get(op.record());
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

  private Outcome vote(PublicKey who, CastVote op, WorldState before, long height) {
    PlainCase it = cases.get(op.record());
    if (it == null) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (who.equals(center) && it.rules.verifiers() == 0) {
      return confirm(it, op.valid());
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
      if (op.valid()) {
        it.status = 'V';
        reward(it);
      } else {
        convict(it);
      }
      byTruth(it, op.valid(), it.rules.verifierReward(), it.rules.verifierPenalty());
    }
    return Outcome.OK;
  }

  private Outcome confirm(PlainCase it, boolean valid) {
    if (!valid || !it.due) {
      return Outcome.NO_VERDICT_DUE;
    }
    reward(it);
    return Outcome.OK;
  }

  /** The reward of a verdict: each content once, and nothing to an owner that is gone. */
  private void reward(PlainCase it) {
    boolean gone = purses.settled.contains(it.owner);
    if (!gone && (!it.due || rewarded.add(it.content))) {
      purses.give(it.owner, rules.points().uploadReward());
    }
    it.due = false;
  }

  private Outcome evaluate(PublicKey who, EvaluateRecord op) {
    PlainCase it = cases.get(op.record());
    if (it == null) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (it.status != 'V') {
      return it.objection();
    }
    // Where the center decides, a query buys no say; agreements, which do, are left out.
    if (it.rules.verifiers() == 0 || !it.payers.contains(who)) {
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

  private Outcome reveal(PublicKey who, RevealTrap op, long height) {
    if (!who.equals(center)) {
      return Outcome.NOT_ALLOWED;
    }
    PlainCase it = cases.get(op.record());
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

  List<Hash> vouchers() {
    return vouchers.ids();
  }

  private Outcome leave(PublicKey who, long height) {
    if (who.equals(center)) {
      return Outcome.NOT_ALLOWED;
    }
    left.put(who, height + rules.redemption().exitLockBlocks());
    storage.leave(who, height);
    return Outcome.OK;
  }

  private Outcome settle(PublicKey who, long height) {
    if (!left.containsKey(who)) {
      return Outcome.NOT_LEFT;
    }
    if (purses.settled.contains(who)) {
      return Outcome.SETTLED;
    }
    if (height <= left.get(who)) {
      return Outcome.LOCKED;
    }
    if (frozen.contains(who)) {
      return Outcome.ACCOUNT_FROZEN;
    }
    purses.settle(who, rules.redemption().feeBp());
    return Outcome.OK;
  }

  private Outcome change(PublicKey who, ChangeRules op, long height) {
    if (!who.equals(center)) {
      return Outcome.NOT_ALLOWED;
    }
    if (op.fromHeight() <= height) {
      return Outcome.TOO_LATE;
    }
    coming = op.rules();
    comingFrom = op.fromHeight();
    return Outcome.OK;
  }
}
