package org.medchain.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Supply;

/**
 * All balances again, from the events alone, in the plainest way: an account of the chain that
 * shares nothing with the one under test but the rules' divisions.
 */
final class EventLedger {
  private final PointRules rules;
  final Map<PublicKey, Long> balances = new TreeMap<>();
  private final Map<Hash, PublicKey> owners = new TreeMap<>();
  private final Map<Hash, Event.AgreementConcluded> waiting = new TreeMap<>();
  private long issued;
  private long burnt;
  private long redeemed;

  /** Taken from only when the balance is used up. */
  final Map<PublicKey, Long> bonds = new TreeMap<>();

  EventLedger(Genesis genesis) {
    this.rules = genesis.terms().rules().points();
    for (Participant participant : genesis.participants()) {
      issue(participant.key(), rules.initialPoints());
      post(participant.key(), genesis.terms().rules().identity().bond());
    }
  }

  void apply(List<Event> events) {
    events.forEach(this::apply);
  }

  private void apply(Event event) {
    switch (event) {
      case Event.Registered registered -> issue(registered.key(), registered.points());
      case Event.RecordStored stored -> {
        owners.put(stored.record(), stored.owner());
        issue(stored.owner(), stored.reward());
      }
      case Event.QueryServed served -> {
        PointRules.PriceShare share = rules.shareOf(served.price());
        move(served.reader(), -served.price());
        move(owners.get(served.record()), share.owner());
        burnt += share.rest();
      }
      case Event.RecordFoundFalse judged -> {
        take(owners.get(judged.record()), judged.taken());
        if (judged.taken() + judged.shortfall() != rules.falsePenalty()) {
          throw new AssertionError("not the penalty: " + judged);
        }
      }
      case Event.AgreementConcluded concluded -> {
        waiting.put(concluded.agreement(), concluded);
        move(concluded.demander(), -concluded.locked());
      }
      case Event.AgreementTriggered triggered -> settle(triggered);
      case Event.AgreementDissolved dissolved -> {
        Event.AgreementConcluded concluded = waiting.remove(dissolved.agreement());
        move(concluded.demander(), concluded.locked());
      }
      case Event.AccessGranted granted -> {}
      case Event.AccessRevoked revoked -> {}
      case Event.OfferOpened opened -> {}
      case Event.OfferClosed closed -> {}
      case Event.MembersChanged changed -> {}
      case Event.QueryQuoted quoted -> {}
      case Event.CertificatesRevoked revoked -> {}
      case IncentiveEvent incentive -> apply(incentive);
      case Event.BalanceTold told -> {
        if (balances.getOrDefault(told.key(), 0L) != told.points()) {
          throw new AssertionError("not the balance: " + told);
        }
      }
    }
  }

  private void apply(IncentiveEvent event) {
    switch (event) {
      case IncentiveEvent.RecordAccepted e -> issue(e.owner(), e.reward());
      case IncentiveEvent.Rewarded e -> issue(e.participant(), e.points());
      case IncentiveEvent.Penalised e -> take(e.participant(), e.taken());
      case IncentiveEvent.BondPosted e -> post(e.participant(), e.points());
      case IncentiveEvent.LevelBought e -> take(e.participant(), e.price());
      case IncentiveEvent.Redeemed e -> {
        move(e.holder(), -e.paidOut() - e.burnt());
        redeemed += e.paidOut();
        burnt += e.burnt();
      }
      case IncentiveEvent.Settled e -> {
        long had = balances.remove(e.participant()) + bonds.getOrDefault(e.participant(), 0L);
        bonds.remove(e.participant());
        if (had != e.paidOut() + e.burnt()) {
          throw new AssertionError("not all of " + had + ": " + e);
        }
        redeemed += e.paidOut();
        burnt += e.burnt();
      }
      default -> {}
    }
  }

  private void post(PublicKey key, long points) {
    issued += points;
    bonds.merge(key, points, Long::sum);
  }

  /** From the balance, then from the bond, and burnt. */
  private void take(PublicKey from, long points) {
    long ofBalance = Math.min(points, balances.getOrDefault(from, 0L));
    move(from, -ofBalance);
    if (bonds.merge(from, ofBalance - points, Long::sum) < 0) {
      throw new AssertionError("a bond under 0: " + from.brief());
    }
    burnt += points;
  }

  private void settle(Event.AgreementTriggered triggered) {
    // Null, and so an error, if it triggers twice or after it was dissolved.
    Event.AgreementConcluded concluded = waiting.remove(triggered.agreement());
    if (triggered.paid() != concluded.locked() || triggered.records().size() != concluded.count()) {
      throw new AssertionError(concluded + " became " + triggered);
    }
    for (Hash record : triggered.records()) {
      PointRules.PriceShare share = rules.shareOf(concluded.locked() / concluded.count());
      move(owners.get(record), share.owner());
      move(concluded.provider(), share.rest());
    }
  }

  private void issue(PublicKey to, long points) {
    issued += points;
    move(to, points);
  }

  private void move(PublicKey account, long points) {
    long after = balances.merge(account, points, Long::sum);
    if (after < 0) {
      throw new AssertionError("a balance under 0: " + account.brief());
    }
  }

  Supply supply() {
    long locked = waiting.values().stream().mapToLong(Event.AgreementConcluded::locked).sum();
    long held = balances.values().stream().mapToLong(Long::longValue).sum();
    long posted = bonds.values().stream().mapToLong(Long::longValue).sum();
    return new Supply(issued, held + posted + locked, burnt, redeemed);
  }
}
