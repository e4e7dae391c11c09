package org.medchain.claims.chain;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.medchain.claims.ledger.InMemoryLocationIndex;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerRpcServices;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.RpcService;

/**
 * A member that runs: its store on a disk, and its answers to others. As in a node, the last block
 * comes from memory and all others from the disk.
 */
final class StoredMember implements LedgerView, AutoCloseable {
  /** Short segments, so that most of a small ledger lies in sealed ones. */
  private static final StoreOptions OPTIONS =
      new StoreOptions(Pbft.PROTOCOL, true, Duration.ofMillis(5), 2_000, 1 << 20);

  private final Genesis genesis;
  private final PublicKey key;
  private final Path folder;
  private final CertifiedBlock head;
  private final FolderVolume volume;
  private final NodeStore store;

  private StoredMember(
      Genesis genesis, PublicKey key, Path folder, CertifiedBlock head, FolderVolume volume)
      throws IOException, CorruptStoreException {
    this.genesis = genesis;
    this.key = key;
    this.folder = folder;
    this.head = head;
    this.volume = volume;
    this.store = NodeStore.open(volume, OPTIONS, token -> {}, new SimpleMeterRegistry());
  }

  /**
   * A member that has stored this ledger.
   *
   * @param folder a new one
   * @param ledger all blocks from height 1 on
   */
  static StoredMember create(
      Genesis genesis, PublicKey key, Path folder, List<CertifiedBlock> ledger)
      throws IOException, CorruptStoreException {
    StoredMember made = open(genesis, key, folder, ledger.getLast());
    ledger.forEach(made.store.blocks()::append);
    made.store.blocks().force();
    return made;
  }

  /**
   * A member that starts with the store in a folder.
   *
   * @throws CorruptStoreException if its start finds damage at once
   */
  static StoredMember open(Genesis genesis, PublicKey key, Path folder, CertifiedBlock head)
      throws IOException, CorruptStoreException {
    FolderVolume volume = FolderVolume.open(folder);
    boolean opened = false;
    try {
      StoredMember member = new StoredMember(genesis, key, folder, head, volume);
      opened = true;
      return member;
    } finally {
      if (!opened) {
        volume.close();
      }
    }
  }

  /** Its key. */
  PublicKey key() {
    return key;
  }

  /** Where its store is. */
  Path folder() {
    return folder;
  }

  /** Its store. */
  NodeStore store() {
    return store;
  }

  /** Who decides; nothing changes that here. */
  MembershipHistory members() {
    return MembershipHistory.of(genesis.chainParameters(), genesis.membership());
  }

  /** What it answers about its ledger. */
  List<RpcService> services() {
    return new LedgerRpcServices(this, new InMemoryLocationIndex(), this::members).all();
  }

  @Override
  public Genesis genesis() {
    return genesis;
  }

  @Override
  public long height() {
    return head.height();
  }

  @Override
  public Optional<CertifiedBlock> blockAt(long height) {
    return height == head.height() ? Optional.of(head) : store.blocks().blockAt(height);
  }

  @Override
  public Optional<WorldState> stateAt(long height) {
    return Optional.empty();
  }

  @Override
  public Optional<List<Receipt>> receiptsAt(long height) {
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    store.close();
    volume.close();
  }
}
