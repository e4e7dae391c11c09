package org.medchain.claims.tracing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medchain.application.Location;
import org.medchain.claims.ledger.ChainVerification;
import org.medchain.claims.ledger.ChainVerification.ChainFlaw;
import org.medchain.claims.ledger.RecordIndex;
import org.medchain.claims.tracing.TracedTrial.TracedTransaction;
import org.medchain.contract.engine.Participant;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.StoredBlock;

/**
 * Where the transactions of a trial are: by a scan of all blocks, and by an index of all that was
 * executed and of what had an effect.
 */
final class TracedPlaces {
  private final TracedTrial trial;
  private final RecordIndex index;

  /** By id; empty where a transaction stands twice. */
  private final Map<Hash, Optional<Location>> scanned = new LinkedHashMap<>();

  private final Set<PublicKey> registered;

  TracedPlaces(TracedTrial trial) {
    this.trial = trial;
    this.index = new RecordIndex(trial.genesis().chainParameters());
    for (int i = 0; i < trial.blocks().size(); i++) {
      index.append(trial.blocks().get(i), trial.executions().get(i));
    }
    for (TracedTransaction each : trial.transactions()) {
      Hash id = each.transaction().id();
      scanned.merge(id, Optional.of(place(each)), (first, second) -> Optional.empty());
    }
    registered =
        trial.genesis().participants().stream()
            .map(Participant::key)
            .collect(Collectors.toCollection(TreeSet::new));
    registered.add(trial.genesis().terms().center());
  }

  private static Location place(TracedTransaction transaction) {
    return new Location(transaction.block().height(), transaction.index());
  }

  /** How many heights the check reaches from the hash of the head down, the genesis included. */
  long reachedHeights() {
    List<Bytes> stored =
        trial.withGenesis().stream().map(block -> new StoredBlock(block).encoded()).toList();
    Optional<ChainFlaw> flaw =
        new ChainVerification(trial.chain().scheme(), trial.genesis().chain())
            .firstFlaw(stored, trial.head());
    return flaw.map(each -> heights() - 1 - each.height()).orElse(heights());
  }

  /** All heights, the genesis block's included. */
  long heights() {
    return trial.blocks().size() + 1L;
  }

  /** Transactions that scan and index have at the same one place. */
  long located() {
    return trial.transactions().stream().filter(this::isLocated).count();
  }

  private boolean isLocated(TracedTransaction each) {
    Hash id = each.transaction().id();
    return scanned.get(id).isPresent() && scanned.get(id).equals(index.locateExecuted(id));
  }

  /** Those of them whose sender is registered. */
  long locatedWithSender() {
    return trial.transactions().stream()
        .filter(this::isLocated)
        .filter(each -> registered.contains(each.transaction().request().sender()))
        .count();
  }

  /** Transactions that had their effect. */
  long effective() {
    return trial.transactions().stream().filter(each -> each.receipt().succeeded()).count();
  }

  /** Those of them that scan and index have at the same one place. */
  long effectiveLocated() {
    return trial.transactions().stream()
        .filter(each -> each.receipt().succeeded())
        .map(each -> each.transaction().id())
        .filter(id -> scanned.get(id).isPresent())
        .filter(id -> scanned.get(id).equals(index.locateTransaction(id)))
        .count();
  }
}
