package org.medchain.cluster.calibrate;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.cluster.calibrate.InstrumentedSimulation.RecordedBlock;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.Genesis;
import org.medchain.data.Block;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;

/**
 * A node's cost to store and index one executed transaction, in µs of processor time of all
 * threads: in the log, with the certificate as an entry of its own once it is decided (decision
 * 0188), among the blocks, and in the index.
 *
 * @param transaction the figure
 */
record StorageCosts(MedianEstimate transaction) {
  private static final int WARM = 2;
  private static final double NS_PER_US = 1e3;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Stores the blocks of a play so often, each time in a folder of its own. */
  static StorageCosts measure(Path place, Genesis genesis, List<RecordedBlock> blocks, int times)
      throws IOException {
    long transactions = blocks.stream().mapToLong(each -> each.block().transactions().size()).sum();
    List<Long> tookNs =
        MeasurementRounds.afterWarmUp(
            WARM, times, i -> store(place.resolve("stored-" + i), genesis, blocks));
    return new StorageCosts(MedianEstimate.of(tookNs, ns -> ns / NS_PER_US / transactions));
  }

  private static long store(Path folder, Genesis genesis, List<RecordedBlock> blocks)
      throws IOException {
    var meters = new SimpleMeterRegistry();
    try (FolderVolume volume = FolderVolume.open(folder.resolve("store"));
        NodeStore store = NodeStore.open(volume, StoreOptions.DEFAULT, token -> {}, meters);
        StateIndex index =
            StateIndex.open(folder.resolve("index"), genesis, store.blocks(), meters)) {
      index.stateLoaded(0, genesis.chain(), genesis.state());
      index.whenCaughtUp().join();
      long before = PROCESS.getProcessCpuTime();
      long token = 0;
      for (RecordedBlock each : blocks) {
        CertifiedBlock decision = new CertifiedBlock(each.block(), certificate(each.block()));
        store.append(new DurabilityToken(++token), each.block().encoded());
        store.append(new DurabilityToken(++token), decision.certificate().encoded());
        store.requestSync(new DurabilityToken(token));
        store.blocks().append(decision);
        index.reached(decision.height(), height -> effect(blocks.get((int) height - 1)));
      }
      index.whenCaughtUp().join();
      return PROCESS.getProcessCpuTime() - before;
    } catch (CorruptStoreException e) {
      throw new IOException("the disk cannot be measured: " + e.getMessage(), e);
    }
  }

  private static Optional<StateIndex.BlockEffect> effect(RecordedBlock each) {
    return Optional.of(
        new StateIndex.BlockEffect(
            new CertifiedBlock(each.block(), certificate(each.block())),
            each.execution().receipts(),
            each.state()));
  }

  /** It is not checked here, and signatures are no part of what is measured. */
  static QuorumCertificate certificate(Block block) {
    return new QuorumCertificate(0, block.height(), block.hash(), List.of());
  }
}
