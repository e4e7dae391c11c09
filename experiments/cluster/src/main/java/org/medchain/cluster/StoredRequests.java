package org.medchain.cluster;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/**
 * Which requests are in the blocks of a stopped node.
 *
 * @param height of the highest block
 * @param gaps blocks under it that it has not got yet: it took their state over from others
 * @param numbers of each sender's requests
 */
record StoredRequests(long height, long gaps, Map<PublicKey, BitSet> numbers) {

  /** Reads a node's blocks, one after the other. */
  static StoredRequests read(Path store) throws IOException, CorruptStoreException {
    Map<PublicKey, BitSet> numbers = new TreeMap<>();
    long height;
    long gaps = 0;
    try (FolderVolume volume = FolderVolume.open(store);
        NodeStore opened =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      height = opened.blocks().highestHeight();
      for (long at = 1; at <= height; at++) {
        Optional<CertifiedBlock> decision = opened.blocks().blockAt(at);
        if (decision.isEmpty()) {
          gaps++;
          continue;
        }
        for (Transaction each : decision.get().block().transactions()) {
          numbers
              .computeIfAbsent(each.request().sender(), key -> new BitSet())
              .set(Math.toIntExact(each.request().sequence()));
        }
      }
    }
    return new StoredRequests(height, gaps, numbers);
  }

  /** How many of these are missing. */
  int missing(PublicKey sender, BitSet acknowledged) {
    BitSet missing = (BitSet) acknowledged.clone();
    missing.andNot(numbers.getOrDefault(sender, new BitSet()));
    return missing.cardinality();
  }
}
