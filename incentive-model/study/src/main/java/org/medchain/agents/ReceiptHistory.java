package org.medchain.agents;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.CENTER_ALARM;
import static org.medchain.credit.Parameter.CENTER_DETECTION;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.LATE_BLOCKS;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.economy.EconomyEvents.Redeemed;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.RecordEvents.RecordAccepted;
import org.medchain.contract.records.RecordEvents.RecordFoundFalse;
import org.medchain.contract.records.RecordEvents.RecordStored;
import org.medchain.contract.registration.ExitEvents.Left;
import org.medchain.contract.registration.ExitEvents.Settled;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;

/** The agents' knowledge from receipts, and its meaning off the ledger. */
final class ReceiptHistory {
  /** All records, by id. */
  final Map<Hash, OffLedgerRecord> recordsById = new LinkedHashMap<>();

  /** Those that were accepted and not found false later. */
  final Set<Hash> valid = new HashSet<>();

  /** Reads of the round that were granted: who, what. */
  final List<ServedQuery> servedQueries = new ArrayList<>();

  /** Keys that left, and the last block in which their accounts are locked. */
  final Map<PublicKey, Long> exits = new LinkedHashMap<>();

  final List<Hash> unpaidRecords = new ArrayList<>();

  /** Records that the center will find false, and from which block on. */
  final Map<Hash, Long> pendingCenterFindings = new LinkedHashMap<>();

  final Map<String, Integer> refused = new TreeMap<>();
  int accepted;
  int convicted;
  int falseAccepted;
  long uncollected;
  long transactions;

  private final AgentPopulation town;
  private final UniformRandomProvider random;
  private final boolean verifiers;

  /** A record that a member obtained. */
  record ServedQuery(PublicKey buyer, OffLedgerRecord dossier) {}

  ReceiptHistory(AgentPopulation town, UniformRandomProvider random) {
    this.town = town;
    this.random = random;
    this.verifiers = town.parameters.rules().verdict().isOn();
  }

  /** Reads the receipts of the block at {@code height}. */
  void readReceipts(List<Receipt> receipts, long height) {
    for (Receipt receipt : receipts) {
      if (!receipt.request().sender().equals(town.heartbeat.key())) {
        transactions++;
      }
      if (receipt.succeeded()) {
        MedicalModules.events(receipt).forEach(event -> apply(event, height));
      } else {
        refused.merge(Outcome.of(receipt).name(), 1, Integer::sum);
      }
    }
  }

  private void apply(Event event, long height) {
    switch (event) {
      case RecordStored stored -> {
        if (!verifiers) {
          accept(stored.record());
          scheduleCenterFinding(recordsById.get(stored.record()), height);
        }
      }
      case RecordAccepted valid -> accept(valid.record());
      case RecordFoundFalse found -> convict(found);
      case ReadAnswered read -> answered(read.line());
      case Redeemed redeemed -> cash(redeemed.holder(), redeemed.voucher(), redeemed.paidOut());
      case Left left -> exits.put(left.participant(), left.lockedUntil());
      case Settled settled -> settle(settled);
      default -> {}
    }
  }

  private void answered(AccessEntry read) {
    if (read.answer().granted()) {
      servedQueries.add(new ServedQuery(read.reader(), recordsById.get(read.record())));
    } else {
      refused.merge(read.answer().name(), 1, Integer::sum);
    }
  }

  private void accept(Hash record) {
    OffLedgerRecord dossier = recordsById.get(record);
    valid.add(record);
    dossier.owner().accepted++;
    accepted++;
    if (dossier.kind().isFalse()) {
      falseAccepted++;
      dossier.owner().cash += town.parameters.of(FALSE_GAIN);
    }
  }

  /** Where there are no verifiers: whether, and when, the center will come upon it. */
  private void scheduleCenterFinding(OffLedgerRecord dossier, long height) {
    double chance = town.parameters.of(dossier.kind().isFalse() ? CENTER_DETECTION : CENTER_ALARM);
    double late = -town.parameters.of(LATE_BLOCKS) * StrictMath.log(1 - random.nextDouble());
    if (random.nextDouble() < chance) {
      pendingCenterFindings.put(dossier.id(), height + (long) Math.ceil(late));
    }
  }

  private void convict(RecordFoundFalse found) {
    OffLedgerRecord dossier = recordsById.get(found.record());
    dossier.owner().accepted -= valid.remove(found.record()) ? 1 : 0;
    convicted++;
    if (!dossier.owner().accounts.contains(dossier.signer().key())) {
      uncollected += found.shortfall();
    }
    // A settlement of an abandoned key leaves its owner's present key alone.
    Optional<PublicKey> present = dossier.owner().patientKey.map(TransactionSigner::key);
    if (present.filter(dossier.signer().key()::equals).isPresent()) {
      dossier.owner().convicted = true;
    }
  }

  private void settle(Settled settled) {
    exits.remove(settled.participant());
    LedgerAgent member = town.agentByKey.get(settled.participant());
    member.accounts.remove(settled.participant());
    if (settled.paidOut() > 0) {
      cash(settled.participant(), settled.voucher(), settled.paidOut());
    }
  }

  private void cash(PublicKey holder, Hash voucher, long points) {
    unpaidRecords.add(voucher);
    LedgerAgent member = town.agentByKey.get(holder);
    member.cash += town.parameters.of(CASH_PER_POINT) * points;
    member.redeemed += points;
  }
}
