package org.medchain.agents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.IncentiveOperation;
import org.medchain.contract.Operation;
import org.medchain.contract.Right;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.strategy.Society;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * Buyers: each draws what a record would be worth to it, and buys if that is more than price and
 * risk. How many of the records on sale are true they know on average, from experience (rational
 * expectations); of a single one they know nothing before they have it.
 */
final class Market {
  private final Town town;
  private final Journal journal;
  private final UniformRandomProvider random;
  private final Map<PublicKey, Signer> buyers = new LinkedHashMap<>();
  private final List<Sale> sales = new ArrayList<>();
  private int turn;

  /** Somebody who wants a record. */
  private record Sale(Signer buyer, Dossier dossier) {}

  Market(Town town, Journal journal, UniformRandomProvider random) {
    this.town = town;
    this.journal = journal;
    this.random = random;
    town.buyers.forEach(each -> buyers.put(each.key(), each));
  }

  /** Owners let in who wants to pay. */
  List<Transaction> grant(List<Dossier> uploaded) {
    sales.clear();
    double valid = FiniteTheory.of(town.scenario).validShare(town.counts());
    List<Transaction> orders = new ArrayList<>();
    for (Dossier dossier : uploaded) {
      boolean gone = journal.departures.containsKey(dossier.signer.key());
      for (int query = 0; dossier.accepted && dossier.wanted && !gone && query < users(); query++) {
        Signer buyer = town.buyers.get(turn++ % town.buyers.size());
        if (wants(valid)) {
          sales.add(new Sale(buyer, dossier));
          orders.add(
              dossier.signer.order(new Operation.Grant(dossier.id, buyer.key(), Right.READ)));
        }
      }
    }
    return orders;
  }

  private int users() {
    return town.parameters.count(Parameter.QUERIES);
  }

  private boolean wants(double valid) {
    CreditParameters p = town.parameters;
    double worth = 2 * p.of(Parameter.BUYER_VALUE) * random.nextDouble();
    return valid * worth > Society.leastValue(p, valid);
  }

  List<Transaction> query() {
    return sales.stream()
        .map(sale -> sale.buyer().order(new Operation.Query(sale.dossier().id)))
        .toList();
  }

  /** Who was served says what it found, in random order. */
  List<Transaction> evaluate() {
    List<Transaction> orders = new ArrayList<>();
    for (Journal.Obtained obtained : journal.served) {
      boolean untrue = obtained.dossier().kind.untrue();
      double callsFalse =
          town.parameters.of(untrue ? Parameter.USER_DETECTION : Parameter.USER_ALARM);
      boolean holds = random.nextDouble() >= callsFalse;
      orders.add(
          buyers
              .get(obtained.buyer())
              .order(new IncentiveOperation.Evaluate(obtained.dossier().id, holds)));
    }
    Play.shuffle(orders, random);
    return orders;
  }
}
