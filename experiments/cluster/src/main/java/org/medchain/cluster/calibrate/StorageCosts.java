package org.medchain.cluster.calibrate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StateIndex.BlockEffect;
import org.medchain.node.storage.StoreOptions;

/**
 * A node's cost to store and index one executed transaction, in µs of processor time of all
 * threads: in the log, with the certificate as an entry of its own once it is decided (decision
 * 0180), among the blocks, and in the index.
 */
final class StorageCosts {
  private static final int WARM = 2;

  private StorageCosts() {}

  /** Stores the blocks of a run so often, each time in a folder of its own. */
  static MedianEstimate measure(Path place, Genesis genesis, List<BlockEffect> blocks, int times)
      throws IOException {
    long transactions = blocks.stream().mapToLong(each -> each.receipts().size()).sum();
    List<Double> us =
        MeasurementRounds.afterWarmUp(
            WARM, times, i -> storeUs(place.resolve("stored-" + i), genesis, blocks));
    return MedianEstimate.of(us, each -> each).in((double) transactions);
  }

  private static double storeUs(Path folder, Genesis genesis, List<BlockEffect> blocks)
      throws IOException {
    var meters = new SimpleMeterRegistry();
    Map<Long, BlockEffect> effects =
        new ConcurrentHashMap<>(); // until the index's thread reads them
    try (FolderVolume volume = FolderVolume.open(folder.resolve("store"));
        NodeStore store =
            NodeStore.open(volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, meters);
        StateIndex index =
            StateIndex.open(folder.resolve("index"), genesis, store.blocks(), meters)) {
      index.stateLoaded(0, genesis.chain(), genesis.state());
      index.whenCaughtUp().join();
      double before = MeasurementRounds.processCpuUs();
      long token = 0;
      for (BlockEffect each : blocks) {
        CertifiedBlock decision = each.decision();
        store.append(new DurabilityToken(++token), decision.block().encoded());
        store.append(new DurabilityToken(++token), decision.certificate().encoded());
        store.requestSync(new DurabilityToken(token));
        store.blocks().append(decision);
        effects.put(decision.height(), each);
        index.reached(decision.height(), height -> Optional.ofNullable(effects.remove(height)));
      }
      index.whenCaughtUp().join();
      return MeasurementRounds.processCpuUs() - before;
    } catch (CorruptStoreException e) {
      throw new IOException("the disk cannot be measured: " + e.getMessage(), e);
    }
  }
}
