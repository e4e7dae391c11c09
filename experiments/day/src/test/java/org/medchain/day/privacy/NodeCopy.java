package org.medchain.day.privacy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.files.keys.DepositedShare;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/**
 * What a party has that keeps the ledger, has the disk of one node, and asks all holders: each
 * order of the chain, refused ones too; one share of each key, and what more shares would open; and
 * all encrypted files, also those that were deleted since. That is more than nodes show any reader.
 */
final class NodeCopy {
  private static final String SHARE = ".share";

  /** Encrypted files that are one piece, by their hashes. */
  private final Map<Hash, Bytes> files = new TreeMap<>();

  private final Map<Hash, Set<DepositedShare>> shares = new TreeMap<>();
  private final List<OrderedOperation> orders = new ArrayList<>();

  /**
   * An order.
   *
   * @param place among all, from 0
   * @param sender its key
   * @param operation what it orders
   */
  record OrderedOperation(int place, PublicKey sender, Operation operation) {}

  /** Copies what all holders and the first node have by now. */
  void keep(ClusterFolder cluster) throws IOException {
    try {
      copy(cluster);
    } catch (NoSuchFileException | UncheckedIOException e) {
      copy(cluster); // A file was just being written, under another name.
    }
  }

  private void copy(ClusterFolder cluster) throws IOException {
    for (int number : cluster.nodeNumbers()) {
      Path data = cluster.node(number).resolve("data");
      for (Path each : PlantedMarkers.files(data.resolve("files").resolve("pieces"))) {
        Bytes piece = Bytes.of(Files.readAllBytes(each));
        files.put(Hash.of(piece), piece);
      }
    }
    for (Path each : PlantedMarkers.files(cluster.node(0).resolve("data").resolve("keys"))) {
      if (each.toString().endsWith(SHARE)) {
        Bytes content = Bytes.of(Files.readAllBytes(each));
        DepositedShare share = Codec.of(DepositedShare.class).decoded(content);
        shares.computeIfAbsent(share.deposit().record(), id -> new LinkedHashSet<>()).add(share);
      }
    }
  }

  /** Reads the chain of a stopped node. */
  void readLedger(Path node) throws IOException, CorruptStoreException {
    try (FolderVolume volume = FolderVolume.open(node.resolve("data").resolve("store"));
        NodeStore store =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      long height = 1;
      for (Optional<CertifiedBlock> next = store.blocks().blockAt(height);
          next.isPresent();
          next = store.blocks().blockAt(height)) {
        next.get().block().transactions().forEach(this::add);
        height++;
      }
    }
  }

  private void add(Transaction order) {
    Operation operation = MedicalModules.operation(order);
    orders.add(new OrderedOperation(orders.size(), order.request().sender(), operation));
  }

  /** What is encrypted under the key of a record's file, or under what the shares of it open. */
  List<Bytes> sealed(MedicalRecord record) {
    List<Bytes> sealed = new ArrayList<>();
    Optional.ofNullable(files.get(record.metadata().hash())).ifPresent(sealed::add);
    deposits(record).forEach(each -> sealed.add(each.deposit().sealed()));
    return sealed;
  }

  /** The node's shares of a record's key. */
  List<Bytes> shares(MedicalRecord record) {
    return deposits(record).stream().map(each -> each.share().value()).toList();
  }

  private Set<DepositedShare> deposits(MedicalRecord record) {
    return shares.getOrDefault(record.id(), Set.of());
  }

  /** Where a record was uploaded. */
  int place(MedicalRecord record) {
    return orders.stream()
        .filter(each -> each.operation().equals(new UploadRecord(record)))
        .findFirst()
        .orElseThrow()
        .place();
  }

  /** Updates of the index of who has these keys, executed or not, in the order of the chain. */
  List<OrderedOperation> updates(Set<PublicKey> senders) {
    return all(senders, UpdateIndex.class);
  }

  /** Keys of search that these left on the ledger. */
  List<OrderedOperation> delegations(Set<PublicKey> senders) {
    return all(senders, DelegateSearch.class);
  }

  private List<OrderedOperation> all(Set<PublicKey> senders, Class<? extends Operation> type) {
    return orders.stream()
        .filter(each -> senders.contains(each.sender()) && type.isInstance(each.operation()))
        .toList();
  }
}
