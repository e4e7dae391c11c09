package org.medchain.faults.cluster;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Block;
import org.medchain.faults.host.NodeLedger;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StorageFailureException;
import org.medchain.node.storage.StoreOptions;

/** The blocks of stopped nodes. */
final class StoredLedgers {
  private StoredLedgers() {}

  /**
   * What nodes left unnoticed, a line each: one that takes part has a sound store after any damage,
   * since it refuses a damaged store or repairs it (FAULT-23).
   *
   * @param takingPart nodes that took part to the end
   */
  static List<String> unnoticed(List<NodeLedger> ledgers, List<Integer> takingPart) {
    return ledgers.stream()
        .filter(each -> takingPart.contains(each.node()) && each.problem().isPresent())
        .map(it -> "n" + it.node() + " takes part with a damaged store: " + it.problem().get())
        .toList();
  }

  /**
   * What is wrong with the end of a node whose store was damaged: it has to refuse the store, with
   * the recovery in its last line, and not to stumble over it later (FAULT-23).
   *
   * @param said its last lines
   */
  static Optional<String> unexplained(int node, String said) {
    return said.contains("--recover")
        ? Optional.empty()
        : Optional.of("n" + node + " did not notice that its store was damaged: " + said);
  }

  static NodeLedger read(int node, boolean faithful, Path store) {
    SortedMap<Long, Block> blocks = new TreeMap<>();
    try (FolderVolume volume = FolderVolume.open(store);
        NodeStore opened =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      long height = opened.blocks().highestHeight();
      for (long at = 1; at <= height; at++) {
        opened
            .blocks()
            .blockAt(at)
            .ifPresent(each -> blocks.put(each.block().height(), each.block()));
      }
      return new NodeLedger(node, faithful, blocks, Optional.empty());
    } catch (CorruptStoreException e) {
      return new NodeLedger(node, faithful, blocks, Optional.of(String.join("; ", e.report())));
    } catch (IOException | StorageFailureException e) {
      return new NodeLedger(node, faithful, blocks, Optional.of(String.valueOf(e.getMessage())));
    }
  }
}
