package org.medchain.day.demo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/**
 * What a stopped node has of a day, executed again.
 *
 * @param height of its last block
 * @param stateRoot after that
 * @param repeated requests that stand in more than one place
 */
record StoredDay(long height, Hash stateRoot, List<RequestId> repeated) {
  static StoredDay read(Path node, Genesis genesis) throws Exception {
    MedicalContract contract = new MedicalContract(genesis, 8);
    Set<RequestId> requests = new LinkedHashSet<>();
    List<RequestId> repeated = new ArrayList<>();
    Hash root = Hash.ZERO;
    long height = 0;
    try (FolderVolume volume = FolderVolume.open(node.resolve("data").resolve("store"));
        NodeStore store =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      for (Optional<CertifiedBlock> next = store.blocks().blockAt(1);
          next.isPresent();
          next = store.blocks().blockAt(height + 1)) {
        root = contract.apply(next.get().block()).stateRoot();
        height++;
        for (Transaction each : next.get().block().transactions()) {
          if (!requests.add(each.request())) {
            repeated.add(each.request());
          }
        }
      }
    }
    return new StoredDay(height, root, repeated);
  }
}
