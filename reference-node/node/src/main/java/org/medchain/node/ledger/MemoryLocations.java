package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.application.Location;
import org.medchain.consensus.Execution;
import org.medchain.contract.Event;
import org.medchain.contract.Outcome;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * {@link Locations} in memory, about 150 bytes a transaction: for small chains and tests. It
 * follows what is executed; blocks that come twice change nothing.
 */
public final class MemoryLocations implements Locations {
  /** Ids of transactions and records, and hashes of requests' names: none can be another's. */
  private final Map<Hash, Location> places = new HashMap<>();

  private final Map<PublicKey, List<Hash>> owned = new HashMap<>();

  /** Takes in what executing a block gave. */
  public synchronized void executed(Block block, Execution execution) {
    for (int i = 0; i < block.transactions().size(); i++) {
      Receipt receipt = execution.receipts().get(i);
      if (receipt.code() != Outcome.DUPLICATE.code()) {
        enter(block.transactions().get(i), receipt, new Location(block.height(), i));
      }
    }
  }

  private void enter(Transaction transaction, Receipt receipt, Location place) {
    places.putIfAbsent(transaction.id(), place);
    places.putIfAbsent(nameOf(transaction.request()), place);
    if (!receipt.succeeded()) {
      return;
    }
    for (Event event : Event.of(receipt)) {
      if (event instanceof Event.RecordStored stored
          && places.putIfAbsent(stored.record(), place) == null) {
        owned.computeIfAbsent(stored.owner(), owner -> new ArrayList<>()).add(stored.record());
      }
    }
  }

  private static Hash nameOf(RequestId request) {
    return Hash.of(request.encoded());
  }

  @Override
  public synchronized Optional<Location> request(RequestId request) {
    return Optional.ofNullable(places.get(nameOf(request)));
  }

  @Override
  public synchronized Optional<Location> transaction(Hash id) {
    return Optional.ofNullable(places.get(id));
  }

  @Override
  public synchronized Optional<Location> record(Hash id) {
    return Optional.ofNullable(places.get(id));
  }

  @Override
  public synchronized List<Hash> recordsOf(PublicKey patient) {
    return List.copyOf(owned.getOrDefault(patient, List.of()));
  }
}
