package org.medchain.agents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.access.QueryRecord;
import org.medchain.contract.consent.GrantAccess;
import org.medchain.contract.consent.Right;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.strategy.PopulationEnvironment;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * Buyers: each draws a record's value to it, and buys if that is more than price and risk. How many
 * of the records on sale are true they know on average, from experience (rational expectations); of
 * a single one they know nothing before they have it.
 */
final class RecordMarket {
  private final AgentPopulation town;
  private final ReceiptHistory journal;
  private final UniformRandomProvider random;
  private final Map<PublicKey, TransactionSigner> buyers = new LinkedHashMap<>();
  private final List<WantedPurchase> sales = new ArrayList<>();
  private int turn;

  /** A buyer of a record. */
  private record WantedPurchase(TransactionSigner buyer, OffLedgerRecord dossier) {}

  RecordMarket(AgentPopulation town, ReceiptHistory journal, UniformRandomProvider random) {
    this.town = town;
    this.journal = journal;
    this.random = random;
    town.buyers.forEach(each -> buyers.put(each.key(), each));
  }

  /** Owners grant access to buyers. */
  List<Transaction> grantAccess(List<OffLedgerRecord> uploaded) {
    sales.clear();
    double valid = FinitePopulationTheory.of(town.scenario).validShare(town.counts());
    List<Transaction> orders = new ArrayList<>();
    for (OffLedgerRecord dossier : uploaded) {
      boolean gone = journal.exits.containsKey(dossier.signer.key());
      for (int query = 0;
          dossier.accepted && dossier.isQueryable && !gone && query < users();
          query++) {
        TransactionSigner buyer = town.buyers.get(turn++ % town.buyers.size());
        if (wants(valid)) {
          sales.add(new WantedPurchase(buyer, dossier));
          orders.add(dossier.signer.sign(new GrantAccess(dossier.id, buyer.key(), Right.READ)));
        }
      }
    }
    return orders;
  }

  private int users() {
    return town.parameters.intValue(Parameter.QUERIES);
  }

  private boolean wants(double valid) {
    CreditParameters p = town.parameters;
    double worth = 2 * p.of(Parameter.BUYER_VALUE) * random.nextDouble();
    return valid * worth > PopulationEnvironment.minimumValue(p, valid);
  }

  List<Transaction> submitQueries() {
    return sales.stream()
        .map(sale -> sale.buyer().sign(new QueryRecord(sale.dossier().id)))
        .toList();
  }

  /** Buyers evaluate the obtained records, in random order. */
  List<Transaction> submitEvaluations() {
    List<Transaction> orders = new ArrayList<>();
    for (ReceiptHistory.ServedQuery obtained : journal.servedQueries) {
      boolean untrue = obtained.dossier().kind.isFalse();
      double callsFalse =
          town.parameters.of(untrue ? Parameter.USER_DETECTION : Parameter.USER_ALARM);
      boolean holds = random.nextDouble() >= callsFalse;
      orders.add(
          buyers.get(obtained.buyer()).sign(new EvaluateRecord(obtained.dossier().id, holds)));
    }
    AgentSimulationRun.shuffle(orders, random);
    return orders;
  }
}
