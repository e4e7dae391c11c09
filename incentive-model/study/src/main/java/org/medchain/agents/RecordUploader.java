package org.medchain.agents;

import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.SPLIT_COST;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.records.UploadRecord;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.strategy.IdentityPolicy;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Strategy;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Transaction;

/**
 * What members upload: files that are true or not, which cannot be seen from outside.
 *
 * @param town with all keys
 * @param random whether a fraction of a record comes in this round
 * @param number of files before
 */
record RecordUploader(AgentPopulation town, UniformRandomProvider random, int number) {
  private static final String TYPE = "observation";

  /** The member's uploads of a round; adds their transactions to {@code orders}. */
  List<OffLedgerRecord> createUploads(
      LedgerAgent member, Strategy strategy, List<Transaction> orders) {
    List<OffLedgerRecord> made = new ArrayList<>();
    Optional<TransactionSigner> key =
        strategy.identityPolicy() == IdentityPolicy.HIT_AND_RUN
            ? member.temporaryKey
            : member.patientKey;
    if (key.isEmpty()) {
      return made;
    }
    for (RecordKind kind : RecordKind.values()) {
      double wanted = strategy.uploads(town.parameters, kind);
      int whole = (int) wanted;
      int count = whole + (wanted > whole && random.nextDouble() < wanted - whole ? 1 : 0);
      member.cash -= cost(kind, count);
      for (int part = 0; part < count; part++) {
        MedicalRecord record = record(key.get(), number + made.size());
        orders.add(key.get().sign(new UploadRecord(record)));
        // Parts of one true record are one thing to a buyer.
        made.add(
            new OffLedgerRecord(record.id(), kind, member, key.get(), kind.isFalse() || part == 0));
      }
    }
    return made;
  }

  private double cost(RecordKind kind, int count) {
    if (count == 0) {
      return 0;
    }
    return kind.isFalse()
        ? count * town.parameters.of(FALSE_COST)
        : CashPayoffs.honestCost(town.parameters) + (count - 1) * town.parameters.of(SPLIT_COST);
  }

  private MedicalRecord record(TransactionSigner patient, int file) {
    return new MedicalRecord(
        patient.key(),
        new MedicalRecord.MetadataBlock(
            town.doctor.key(), "synthetic/" + file, Hash.of(town.bytes("file", file))),
        new MedicalRecord.DigestBlock(
            AgentPopulation.GENESIS_MS, town.doctor.key(), "synthetic", TYPE));
  }
}
