package org.medchain.cluster.calibrate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;

/** A node's store and index, at the beginning of a chain. */
final class NodeDisk implements AutoCloseable {
  private final FolderVolume volume;
  private final NodeStore store;
  private final StateIndex index;

  /** Until the index's thread takes them. */
  private final Map<Long, StateIndex.BlockEffect> effects = new ConcurrentHashMap<>();

  /**
   * Begins them.
   *
   * @param folder must not exist
   * @param durable gets the highest durable token, on the disk's thread
   */
  NodeDisk(Path folder, Genesis genesis, Consumer<DurabilityToken> durable) throws IOException {
    var meters = new SimpleMeterRegistry();
    volume = FolderVolume.open(folder.resolve("store"));
    try {
      store = NodeStore.open(volume, StoreOptions.of(Pbft.PROTOCOL), durable, meters);
    } catch (CorruptStoreException e) {
      throw new IOException("the disk cannot be measured: " + e.getMessage(), e);
    }
    index = StateIndex.open(folder.resolve("index"), genesis, store.blocks(), meters);
    index.stateLoaded(0, genesis.chain(), genesis.state());
    index.whenCaughtUp().join();
  }

  NodeStore store() {
    return store;
  }

  StateIndex index() {
    return index;
  }

  /** The index gets what executing a stored block gave. */
  void executed(StateIndex.BlockEffect effect) {
    long reached = effect.decision().height();
    effects.put(reached, effect);
    index.reached(reached, height -> Optional.ofNullable(effects.remove(height)));
  }

  @Override
  public void close() throws IOException {
    index.close();
    store.close();
    volume.close();
  }
}
