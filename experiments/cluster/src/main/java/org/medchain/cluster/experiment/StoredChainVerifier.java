package org.medchain.cluster.experiment;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.Protocol;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.BlockStore;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/**
 * Verifies the nodes' disks when all have stopped: against each other, against a second execution,
 * and against the clients' results (EXP-18).
 */
final class StoredChainVerifier implements AutoCloseable {
  private final Genesis genesis;
  private final List<FolderVolume> volumes = new ArrayList<>();
  private final List<NodeStore> stores = new ArrayList<>();
  private final List<String> violationsFound = new ArrayList<>();

  /**
   * Opens the stores of these nodes; one that never ran has none.
   *
   * @param folders of the nodes' data
   */
  StoredChainVerifier(Protocol protocol, Genesis genesis, List<Path> folders) throws IOException {
    this.genesis = genesis;
    for (Path folder : folders) {
      Path store = folder.resolve("store");
      if (Files.isDirectory(store)) {
        open(protocol, store);
      }
    }
  }

  private void open(Protocol protocol, Path store) throws IOException {
    FolderVolume volume = FolderVolume.open(store);
    volumes.add(volume);
    try {
      stores.add(
          NodeStore.open(
              volume,
              StoreOptions.of(protocol).withForce(false),
              token -> {},
              new SimpleMeterRegistry()));
    } catch (CorruptStoreException e) {
      violationsFound.add("a node's store is damaged: " + e.getMessage());
    }
  }

  /** Height of the longest chain, without gaps. */
  long height() {
    return stores.stream().mapToLong(each -> each.blocks().contiguousHeight()).max().orElse(0);
  }

  /** Every violation of agreement, in words. */
  List<String> violations(Map<RequestId, Output.Accepted> told) {
    Optional<BlockStore> longest =
        stores.stream()
            .map(NodeStore::blocks)
            .filter(each -> each.contiguousHeight() == height())
            .findFirst();
    Map<RequestId, ReplayedReceipt> said = longest.map(this::replay).orElse(Map.of());
    told.forEach(
        (request, answer) -> {
          if (!new ReplayedReceipt(answer.height(), answer.receipt()).equals(said.get(request))) {
            violationsFound.add(
                "a client was told what the chain does not say of " + request.brief());
          }
        });
    return List.copyOf(violationsFound);
  }

  private record ReplayedReceipt(long height, Receipt receipt) {}

  private Map<RequestId, ReplayedReceipt> replay(BlockStore longest) {
    MedicalContract contract = new MedicalContract(genesis, 1);
    Map<RequestId, ReplayedReceipt> said = new HashMap<>();
    Map<Long, Hash> roots = new HashMap<>();
    roots.put(0L, genesis.block().header().stateRoot());
    int window = genesis.terms().window();
    for (long height = 1; height <= height(); height++) {
      Block block = longest.blockAt(height).map(CertifiedBlock::block).orElseThrow();
      compareOthers(height, block);
      ExecutionResult execution = contract.apply(block);
      roots.put(height, execution.stateRoot());
      if (!block.header().stateRoot().equals(roots.get(Math.max(0, height - window)))) {
        violationsFound.add(
            "the header of height " + height + " has another state root than execution");
      }
      for (Receipt receipt : execution.receipts()) {
        said.putIfAbsent(receipt.request(), new ReplayedReceipt(height, receipt));
      }
    }
    return said;
  }

  private void compareOthers(long height, Block block) {
    for (NodeStore store : stores) {
      Optional<CertifiedBlock> other = store.blocks().blockAt(height);
      if (other.isPresent() && !other.get().block().hash().equals(block.hash())) {
        violationsFound.add("two blocks are decided at height " + height);
      }
    }
  }

  @Override
  public void close() throws IOException {
    stores.forEach(NodeStore::close);
    for (FolderVolume each : volumes) {
      each.close();
    }
  }
}
