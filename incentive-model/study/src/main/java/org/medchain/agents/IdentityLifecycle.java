package org.medchain.agents;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;
import static org.medchain.credit.Parameter.PARTS;
import static org.medchain.credit.Parameter.QUERIES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.registration.Register;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.IdentityPolicy;
import org.medchain.credit.strategy.Strategy;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.PointRules;

/** Registration, exit and payment: members' requests to the center, and its work. */
final class IdentityLifecycle {
  private final AgentPopulation town;
  private final CreditParameters parameters;
  private final ReceiptHistory journal;

  IdentityLifecycle(AgentPopulation town, ReceiptHistory journal) {
    this.town = town;
    this.parameters = town.parameters;
    this.journal = journal;
  }

  /** The next block's rules grant buyers their budget for the whole run. */
  List<Transaction> fundBuyers(long height) {
    long records = town.agents.size() * (1L + parameters.intValue(PARTS));
    long all =
        records
            * town.scenario.rounds()
            * parameters.intValue(QUERIES)
            * parameters.rules().points().queryPrice();
    long points = Math.min(PointRules.MAX_POINTS, all);
    return List.of(town.center.sign(new ChangeRules(height + 1, town.rulesGranting(points, 0))));
  }

  List<Transaction> registerBuyers(long height) {
    List<Transaction> orders = new ArrayList<>();
    for (TransactionSigner buyer : town.buyers) {
      orders.add(register(buyer, Role.DOCTOR));
    }
    orders.add(town.center.sign(new ChangeRules(height + 1, parameters.rules())));
    return orders;
  }

  private Transaction register(TransactionSigner who, Role role) {
    return town.center.sign(new Register(Participant.of(who.key(), role, town.heartbeat.key())));
  }

  private Transaction renewed(LedgerAgent member) {
    TransactionSigner fresh = town.newSigner(member);
    member.patientKey = Optional.of(fresh);
    return register(fresh, Role.PATIENT);
  }

  /** Identities for a round, and in the first round those that are not paid for yet. */
  List<Transaction> registerIdentities() {
    List<Transaction> orders = new ArrayList<>();
    for (LedgerAgent member : town.agents) {
      Strategy strategy = town.strategyOf(member);
      if (member.patientKey.isEmpty()) {
        member.cash -= given();
        orders.add(renewed(member));
      }
      switch (strategy.identityPolicy()) {
        case HIT_AND_RUN, ADD_EVERY_ROUND -> {
          member.cash -= bought() + tied();
          member.temporaryKey = Optional.of(town.newSigner(member));
          orders.add(register(member.temporaryKey.get(), Role.PATIENT));
        }
        case KEEP, REJOIN_AFTER_CONVICTION, REPLACE_EVERY_ROUND -> {}
      }
      practise(member, strategy.verifies()).ifPresent(orders::add);
    }
    return orders;
  }

  /** A new verifier gets a key for it, at its cost; who gives it up leaves. */
  private Optional<Transaction> practise(LedgerAgent member, boolean verifies) {
    if (verifies && member.hospitalKey.isEmpty()) {
      member.cash -= given();
      member.hospitalKey = Optional.of(town.newSigner(member));
      return Optional.of(register(member.hospitalKey.get(), Role.HOSPITAL));
    }
    if (!verifies && member.hospitalKey.isPresent()) {
      TransactionSigner leaving = member.hospitalKey.get();
      member.hospitalKey = Optional.empty();
      return Optional.of(leaving.sign(new LeaveChain()));
    }
    return Optional.empty();
  }

  private double bond() {
    IdentityRules identity = parameters.rules().identity();
    return parameters.of(CASH_PER_POINT) * identity.bond();
  }

  /** The cost of an identity in cash. */
  private double bought() {
    return parameters.of(IDENTITY_COST) + bond();
  }

  /** The cost of a bond that is returned a period later. */
  private double tied() {
    return bond() * (1 - parameters.of(DISCOUNT));
  }

  /** What makes a new key neither richer nor poorer. */
  private double given() {
    return bond() + parameters.of(CASH_PER_POINT) * grant();
  }

  /** Initial points that can be redeemed. */
  private long grant() {
    boolean redeemable = !parameters.rules().identity().spendOnlyGrant();
    return redeemable ? parameters.rules().points().initialPoints() : 0;
  }

  /** Who came for one round leaves. */
  List<Transaction> exitHitAndRunKeys() {
    List<Transaction> orders = new ArrayList<>();
    for (LedgerAgent member : town.agents) {
      member.temporaryKey.ifPresent(key -> orders.add(key.sign(new LeaveChain())));
      member.temporaryKey = Optional.empty();
    }
    return orders;
  }

  /** The end of a round. */
  List<Transaction> settleRound(WorldState state, boolean epochEnds) {
    List<Transaction> orders = new ArrayList<>();
    for (LedgerAgent member : town.agents) {
      IdentityPolicy turnover = town.strategyOf(member).identityPolicy();
      boolean leaves =
          turnover == IdentityPolicy.REPLACE_EVERY_ROUND
              || (turnover == IdentityPolicy.REJOIN_AFTER_CONVICTION && member.convicted);
      if (leaves) {
        // The fresh identity is paid for in the round in which the old one is abandoned.
        orders.add(member.patientKey.orElseThrow().sign(new LeaveChain()));
        member.cash -= bought() + parameters.of(IDENTITY_VALUE);
        orders.add(renewed(member));
      } else if (turnover == IdentityPolicy.REJOIN_AFTER_CONVICTION) {
        // No more than the initial points; a grant that can only be spent is not redeemable anyway.
        long least = grant();
        member.patientKey.flatMap(key -> redeem(state, key, least)).ifPresent(orders::add);
      } else if (epochEnds) {
        long least = town.scenario.endowment();
        member.patientKey.flatMap(key -> redeem(state, key, least)).ifPresent(orders::add);
      }
      if (epochEnds) {
        long least = town.scenario.endowment();
        member.hospitalKey.flatMap(key -> redeem(state, key, least)).ifPresent(orders::add);
      }
      member.convicted = false;
    }
    return orders;
  }

  /** Points above {@code least} are redeemed. */
  private Optional<Transaction> redeem(WorldState state, TransactionSigner key, long least) {
    long above = state.points().redeemable(key.key()) - least;
    return above > 0 && parameters.rules().redemption().paidOut(above) > 0
        ? Optional.of(key.sign(new RedeemPoints(above)))
        : Optional.empty();
  }

  /** The center's work in each block: decide on records, settle accounts, pay. */
  List<Transaction> centerTransactions(long height, boolean last) {
    List<Transaction> orders = new ArrayList<>();
    for (Map.Entry<Hash, Long> finding : List.copyOf(journal.pendingCenterFindings.entrySet())) {
      // What would be found after the end is found in its last block.
      if (finding.getValue() <= height || last) {
        journal.pendingCenterFindings.remove(finding.getKey());
        orders.add(town.center.sign(new JudgeRecord(finding.getKey())));
      }
    }
    for (Map.Entry<PublicKey, Long> departure : journal.exits.entrySet()) {
      if (departure.getValue() < height) {
        orders.add(town.center.sign(new SettleExit(departure.getKey())));
      }
    }
    for (Hash voucher : journal.unpaidRecords) {
      orders.add(town.center.sign(new PayVoucher(voucher)));
    }
    journal.unpaidRecords.clear();
    return orders;
  }
}
