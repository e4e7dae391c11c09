package org.medchain.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.contract.ChainState;
import org.medchain.contract.IncentiveOperation;
import org.medchain.contract.Operation;
import org.medchain.contract.Participant;
import org.medchain.contract.Role;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.PointRules;

/** Coming, going and being paid: what members ask of the center, and what the center does. */
final class Identities {
  private final Town town;
  private final CreditParameters parameters;
  private final Journal journal;

  Identities(Town town, Journal journal) {
    this.town = town;
    this.parameters = town.parameters;
    this.journal = journal;
  }

  /** The next block's rules grant buyers what they may spend in the whole run. */
  List<Transaction> fund(long height) {
    long records = town.members.size() * (1L + parameters.count(Parameter.PARTS));
    long all =
        records
            * town.scenario.rounds()
            * parameters.count(Parameter.QUERIES)
            * parameters.rules().points().queryPrice();
    long points = Math.min(PointRules.MAX_POINTS, all);
    return List.of(
        town.center.order(
            new IncentiveOperation.ChangeRules(height + 1, town.granting(points, 0))));
  }

  List<Transaction> admit(long height) {
    List<Transaction> orders = new ArrayList<>();
    for (Signer buyer : town.buyers) {
      orders.add(register(buyer, Role.DOCTOR));
    }
    orders.add(
        town.center.order(new IncentiveOperation.ChangeRules(height + 1, parameters.rules())));
    return orders;
  }

  private Transaction register(Signer who, Role role) {
    return town.center.order(new Operation.Register(new Participant(who.key(), role)));
  }

  private Transaction renewed(Member member) {
    Signer fresh = town.signerOf(member);
    member.patient = Optional.of(fresh);
    return register(fresh, Role.PATIENT);
  }

  /** Identities for a round, and in the first round those that nobody has paid for yet. */
  List<Transaction> arrive() {
    List<Transaction> orders = new ArrayList<>();
    for (Member member : town.members) {
      Behaviour behaviour = town.behaviourOf(member);
      if (member.patient.isEmpty()) {
        member.cash -= given();
        orders.add(renewed(member));
      }
      switch (behaviour.turnover()) {
        case RUNS, MULTIPLIES -> {
          member.cash -= bought() + tied();
          member.passing = Optional.of(town.signerOf(member));
          orders.add(register(member.passing.get(), Role.PATIENT));
        }
        case STAYS, RETURNS, CHANGES -> {}
      }
      practise(member, behaviour.strategy().verifies()).ifPresent(orders::add);
    }
    return orders;
  }

  /** Who takes up verifying gets a key for it, for what it is worth; who gives it up leaves. */
  private Optional<Transaction> practise(Member member, boolean verifies) {
    if (verifies && member.practice.isEmpty()) {
      member.cash -= given();
      member.practice = Optional.of(town.signerOf(member));
      return Optional.of(register(member.practice.get(), Role.HOSPITAL));
    }
    if (!verifies && member.practice.isPresent()) {
      Signer leaving = member.practice.get();
      member.practice = Optional.empty();
      return Optional.of(leaving.order(new IncentiveOperation.Leave()));
    }
    return Optional.empty();
  }

  private double bond() {
    IdentityRules identity = parameters.rules().identity();
    return parameters.of(Parameter.CASH_PER_POINT) * identity.bond();
  }

  /** What an identity costs in cash. */
  private double bought() {
    return parameters.of(Parameter.IDENTITY_COST) + bond();
  }

  /** What a bond costs that is back a period later. */
  private double tied() {
    return bond() * (1 - parameters.of(Parameter.DISCOUNT));
  }

  /** What makes a new key neither richer nor poorer. */
  private double given() {
    return bond() + parameters.of(Parameter.CASH_PER_POINT) * grant();
  }

  /** Initial points that can be redeemed. */
  private long grant() {
    boolean redeemable = !parameters.rules().identity().spendOnlyGrant();
    return redeemable ? parameters.rules().points().initialPoints() : 0;
  }

  /** Who came for one round leaves. */
  List<Transaction> run() {
    List<Transaction> orders = new ArrayList<>();
    for (Member member : town.members) {
      member.passing.ifPresent(key -> orders.add(key.order(new IncentiveOperation.Leave())));
      member.passing = Optional.empty();
    }
    return orders;
  }

  /** The end of a round. */
  List<Transaction> account(ChainState state, boolean epochEnds) {
    List<Transaction> orders = new ArrayList<>();
    for (Member member : town.members) {
      Turnover turnover = town.behaviourOf(member).turnover();
      boolean leaves =
          turnover == Turnover.CHANGES || (turnover == Turnover.RETURNS && member.convicted);
      if (leaves) {
        // The fresh identity is paid for in the round in which the old one is given up.
        orders.add(member.patient.orElseThrow().order(new IncentiveOperation.Leave()));
        member.cash -= bought() + parameters.of(Parameter.IDENTITY_VALUE);
        orders.add(renewed(member));
      } else if (turnover == Turnover.RETURNS) {
        // No more than the initial points; a grant that can only be spent is not redeemable anyway.
        long least = grant();
        member.patient.flatMap(key -> redeem(state, key, least)).ifPresent(orders::add);
      } else if (epochEnds) {
        long least = town.scenario.endowment();
        member.patient.flatMap(key -> redeem(state, key, least)).ifPresent(orders::add);
      }
      if (epochEnds) {
        long least = town.scenario.endowment();
        member.practice.flatMap(key -> redeem(state, key, least)).ifPresent(orders::add);
      }
      member.convicted = false;
    }
    return orders;
  }

  /** What is above {@code least} is redeemed. */
  private Optional<Transaction> redeem(ChainState state, Signer key, long least) {
    long above = state.incentives().redeemable(key.key()) - least;
    return above > 0 && parameters.rules().redemption().paidOut(above) > 0
        ? Optional.of(key.order(new IncentiveOperation.Redeem(above)))
        : Optional.empty();
  }

  /** What the center does in any block: judge, have settled, pay. */
  List<Transaction> due(long height, boolean last) {
    List<Transaction> orders = new ArrayList<>();
    for (Map.Entry<Hash, Long> finding : List.copyOf(journal.findings.entrySet())) {
      // What would be found after the end is found in its last block.
      if (finding.getValue() <= height || last) {
        journal.findings.remove(finding.getKey());
        orders.add(town.center.order(new Operation.Judge(finding.getKey())));
      }
    }
    for (Map.Entry<PublicKey, Long> departure : journal.departures.entrySet()) {
      if (departure.getValue() < height) {
        orders.add(town.center.order(new IncentiveOperation.Settle(departure.getKey())));
      }
    }
    for (Hash voucher : journal.unpaid) {
      orders.add(town.center.order(new IncentiveOperation.PayVoucher(voucher)));
    }
    journal.unpaid.clear();
    return orders;
  }
}
