package org.medchain.agents;

import static org.medchain.credit.Parameter.BUYER_VALUE;
import static org.medchain.credit.Parameter.QUERIES;
import static org.medchain.credit.Parameter.USER_ALARM;
import static org.medchain.credit.Parameter.USER_DETECTION;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.agents.ReceiptHistory.ServedQuery;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Role;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.credit.CreditParameters;
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
  private final Set<PublicKey> sellers = new LinkedHashSet<>();
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

  /**
   * Owners let buyers, who are doctors, read all their records for research, at their first sale.
   */
  List<Transaction> grantAccess(List<OffLedgerRecord> uploaded) {
    sales.clear();
    double valid = FinitePopulationTheory.of(town.scenario).validShare(town.counts());
    List<Transaction> orders = new ArrayList<>();
    for (OffLedgerRecord dossier : uploaded) {
      boolean gone = journal.exits.containsKey(dossier.signer().key());
      for (int query = 0;
          journal.valid.contains(dossier.id()) && dossier.isQueryable() && !gone && query < users();
          query++) {
        TransactionSigner buyer = town.buyers.get(turn++ % town.buyers.size());
        if (wants(valid)) {
          sales.add(new WantedPurchase(buyer, dossier));
          if (sellers.add(dossier.signer().key())) {
            orders.add(dossier.signer().sign(consent(dossier.signer().key())));
          }
        }
      }
    }
    return orders;
  }

  private static IssueDirective consent(PublicKey owner) {
    return new IssueDirective(
        new DirectiveTerms(
            owner, new DirectiveScope.AllRecords(), new Grantee.AnyOf(Role.DOCTOR), Purpose.HRESCH),
        Long.MAX_VALUE);
  }

  private int users() {
    return town.parameters.intValue(QUERIES);
  }

  private boolean wants(double valid) {
    CreditParameters p = town.parameters;
    double worth = 2 * p.of(BUYER_VALUE) * random.nextDouble();
    return valid * worth > PopulationEnvironment.minimumValue(p, valid);
  }

  List<Transaction> submitQueries() {
    return sales.stream()
        .map(sale -> sale.buyer().sign(new ReadRecord(sale.dossier().id(), Purpose.HRESCH)))
        .toList();
  }

  /** Buyers evaluate the obtained records, in random order. */
  List<Transaction> submitEvaluations() {
    List<Transaction> orders = new ArrayList<>();
    for (ServedQuery obtained : journal.servedQueries) {
      boolean untrue = obtained.dossier().kind().isFalse();
      double rejectProbability = town.parameters.of(untrue ? USER_DETECTION : USER_ALARM);
      boolean holds = random.nextDouble() >= rejectProbability;
      orders.add(
          buyers.get(obtained.buyer()).sign(new EvaluateRecord(obtained.dossier().id(), holds)));
    }
    AgentSimulationRun.shuffle(orders, random);
    return orders;
  }
}
