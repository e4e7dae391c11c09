package org.medchain.agents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.Event;
import org.medchain.contract.IncentiveEvent;
import org.medchain.contract.Outcome;
import org.medchain.credit.Parameter;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;

/** What the agents learn from receipts, and what it means to them off the ledger. */
final class Journal {
  /** All records, by id. */
  final Map<Hash, Dossier> dossiers = new LinkedHashMap<>();

  /** Queries of the round that were served: who, what. */
  final List<Obtained> served = new ArrayList<>();

  /** Keys that left, and the last block in which their accounts are locked. */
  final Map<PublicKey, Long> departures = new LinkedHashMap<>();

  final List<Hash> unpaid = new ArrayList<>();

  /** Records that the center will find false, and from which block on. */
  final Map<Hash, Long> findings = new LinkedHashMap<>();

  final Map<String, Integer> refused = new TreeMap<>();
  int accepted;
  int convicted;
  int falseAccepted;
  long transactions;

  private final Town town;
  private final UniformRandomProvider random;
  private final boolean verifiers;

  /** A record that somebody obtained. */
  record Obtained(PublicKey buyer, Dossier dossier) {}

  Journal(Town town, UniformRandomProvider random) {
    this.town = town;
    this.random = random;
    this.verifiers = town.parameters.rules().verdict().isOn();
  }

  /** Reads the receipts of the block at {@code height}. */
  void read(List<Receipt> receipts, long height) {
    for (Receipt receipt : receipts) {
      if (!receipt.request().sender().equals(town.clock.key())) {
        transactions++;
      }
      if (receipt.succeeded()) {
        Event.of(receipt).forEach(event -> learn(event, height));
      } else {
        refused.merge(Outcome.of(receipt).name(), 1, Integer::sum);
      }
    }
  }

  private void learn(Event event, long height) {
    switch (event) {
      case Event.RecordStored stored -> {
        if (!verifiers) {
          accept(stored.record());
          look(dossiers.get(stored.record()), height);
        }
      }
      case IncentiveEvent.RecordAccepted valid -> accept(valid.record());
      case Event.RecordFoundFalse found -> convict(found.record());
      case Event.QueryServed query ->
          served.add(new Obtained(query.reader(), dossiers.get(query.record())));
      case IncentiveEvent.Redeemed redeemed ->
          cash(redeemed.holder(), redeemed.voucher(), redeemed.paidOut());
      case IncentiveEvent.Left left -> departures.put(left.participant(), left.lockedUntil());
      case IncentiveEvent.Settled settled -> settle(settled);
      default -> {}
    }
  }

  private void accept(Hash record) {
    Dossier dossier = dossiers.get(record);
    dossier.accepted = true;
    accepted++;
    if (dossier.kind.untrue()) {
      falseAccepted++;
      dossier.owner.cash += town.parameters.of(Parameter.FALSE_GAIN);
    }
  }

  /** Where there are no verifiers: whether, and when, the center will come upon it. */
  private void look(Dossier dossier, long height) {
    double chance =
        town.parameters.of(
            dossier.kind.untrue() ? Parameter.CENTER_DETECTION : Parameter.CENTER_ALARM);
    double late =
        -town.parameters.of(Parameter.LATE_BLOCKS) * StrictMath.log(1 - random.nextDouble());
    if (random.nextDouble() < chance) {
      findings.put(dossier.id, height + (long) Math.ceil(late));
    }
  }

  private void convict(Hash record) {
    Dossier dossier = dossiers.get(record);
    dossier.accepted = false;
    convicted++;
    // A key that was left behind already takes nobody's present one with it.
    Optional<PublicKey> present = dossier.owner.patient.map(Signer::key);
    if (present.filter(dossier.signer.key()::equals).isPresent()) {
      dossier.owner.convicted = true;
    }
  }

  private void settle(IncentiveEvent.Settled settled) {
    departures.remove(settled.participant());
    Member member = town.behind.get(settled.participant());
    member.accounts.remove(settled.participant());
    if (settled.paidOut() > 0) {
      cash(settled.participant(), settled.voucher(), settled.paidOut());
    }
  }

  private void cash(PublicKey holder, Hash voucher, long points) {
    unpaid.add(voucher);
    town.behind.get(holder).cash += town.parameters.of(Parameter.CASH_PER_POINT) * points;
  }
}
