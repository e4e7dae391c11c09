package org.medchain.claims.contracts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.Event;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;

/** Compares the agreements that took effect on a chain with those that should. For one thread. */
final class TriggerTally {
  /**
   * Agreements and their effects.
   *
   * @param concluded agreements
   * @param triggered those that took effect
   * @param early before their condition was met, or with other records
   * @param late in a later transaction than the one that met it
   * @param twice second effects
   * @param never whose condition was met, and that had no effect
   * @param mostBlocksLate between condition and effect
   */
  record AgreementCounts(
      int concluded,
      int triggered,
      int early,
      int late,
      int twice,
      int never,
      long mostBlocksLate) {}

  private final AgreementOracle oracle;
  private final Set<Hash> triggered = new TreeSet<>();

  /** Since which height agreements wait whose condition is met. */
  private final Map<Hash, Long> overdue = new LinkedHashMap<>();

  private int concluded;
  private int early;
  private int late;
  private int twice;
  private long mostBlocksLate;

  TriggerTally(AgreementOracle oracle) {
    this.oracle = oracle;
  }

  /** Takes in a block with its receipts. */
  void executed(Block block, List<Receipt> receipts) {
    for (int i = 0; i < receipts.size(); i++) {
      if (oracle.executed(block.transactions().get(i), receipts.get(i)).isPresent()) {
        concluded++;
      }
      List<Hash> due = oracle.due();
      for (Event event : MedicalModules.events(receipts.get(i))) {
        if (event instanceof TradeEvents.AgreementTriggered effect) {
          tookEffect(effect, due, block.height());
        }
      }
      // What is due and has no effect now is late, even if its condition lapses before it has one.
      oracle.due().forEach(each -> overdue.putIfAbsent(each, block.height()));
    }
  }

  private void tookEffect(TradeEvents.AgreementTriggered effect, List<Hash> due, long height) {
    Hash id = effect.agreement();
    if (!triggered.add(id)) {
      twice++;
    } else if (!due.contains(id) || !oracle.fulfil(id, effect.records())) {
      early++;
    } else if (overdue.containsKey(id)) {
      late++;
      mostBlocksLate = Math.max(mostBlocksLate, height - overdue.get(id));
    }
    oracle.tookEffect(id, effect.demander(), effect.records());
  }

  /** What it counted so far. */
  AgreementCounts counts() {
    long never = overdue.keySet().stream().filter(each -> !triggered.contains(each)).count();
    return new AgreementCounts(
        concluded, triggered.size(), early, late, twice, (int) never, mostBlocksLate);
  }
}
