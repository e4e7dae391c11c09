package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.node.files.holder.HolderDirectory;
import org.medchain.node.files.holder.HoldingPolicy;
import org.medchain.node.files.holder.LedgerHoldingPolicy;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** Holders in one process, each with its folder, and clients of theirs. */
final class HolderCluster {
  static final RepairSettings RULES =
      new RepairSettings(
          3,
          Duration.ofMinutes(30),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofDays(1));

  final LocalNetwork network;
  final List<Holder> holders = new ArrayList<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final HolderDirectory directory;
  private final Optional<LedgerView> ledger;
  private final Path folder;

  /**
   * One holder.
   *
   * @param key its name
   * @param store its folder
   * @param repair its rounds
   */
  record Holder(PublicKey key, PieceStore store, ReplicaRepair repair) {}

  HolderCluster(Path folder, int holders, Executor executor) throws IOException {
    this(folder, holders, executor, Optional.empty());
  }

  /** Holders that keep what a ledger says. */
  HolderCluster(Path folder, int holders, Executor executor, Optional<LedgerView> ledger)
      throws IOException {
    this.folder = folder;
    this.ledger = ledger;
    this.directory =
        ledger
            .map(view -> HolderDirectory.entrusted(this::keys, view, 2))
            .orElse(deposit -> keys());
    this.network = new LocalNetwork(executor);
    for (int number = 0; number < holders; number++) {
      join(number, 1L << 30);
    }
  }

  Holder join(int number, long quota) throws IOException {
    PublicKey key = SampleFiles.keys(10 + number).publicKey();
    MeterRegistry own = new SimpleMeterRegistry();
    PieceStore store = PieceStore.open(folder.resolve("holder" + number), quota, own);
    network.join(key, FileRpcServices.of(store, policy(key), own));
    Holder made = new Holder(key, store, repair(key, store));
    holders.add(made);
    return made;
  }

  private ReplicaRepair repair(PublicKey key, PieceStore store) {
    return new ReplicaRepair(
        key,
        store,
        directory,
        network.asker(key, PeerRole.CONSENSUS_NODE),
        RULES,
        Duration.ofSeconds(30),
        new Random(holders.size()),
        meters);
  }

  /** All processes start again, and remember only the data on disk. */
  void restart() {
    holders.replaceAll(
        each -> new Holder(each.key(), each.store(), repair(each.key(), each.store())));
  }

  private HoldingPolicy policy(PublicKey key) {
    return ledger
        .<HoldingPolicy>map(view -> new LedgerHoldingPolicy(view, key))
        .orElse(deposit -> {});
  }

  List<PublicKey> keys() {
    return holders.stream().map(Holder::key).toList();
  }

  Holder holder(PublicKey key) {
    return holders.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
  }

  OffChainFileClient client(int number, int pieceSize) {
    return new OffChainFileClient(
        SampleFiles.keys(number),
        folder.resolve("client" + number),
        directory,
        network.asker(SampleFiles.keys(number).publicKey(), PeerRole.ENTITY),
        new FileTransferSettings(3, pieceSize, Duration.ofSeconds(30)),
        new SecureRandom(),
        meters);
  }

  /** Nothing was to do. */
  static final ReplicaRepair.RepairRound IDLE = new ReplicaRepair.RepairRound(0, 0, 0);

  /** Encrypts a file and places it, under no record. */
  static OffChainFileClient.PlacedFile put(OffChainFileClient client, Path plain)
      throws IOException, RefusedException, InterruptedException {
    try (SealedFile sealed = client.seal(plain)) {
      return client.place(sealed, Hash.of(sealed.file().encoded()));
    }
  }

  /** Fetches and decrypts a file, as that of a record that names it. */
  static FileManifest get(
      OffChainFileClient client, OffChainFileClient.PlacedFile placed, FileKey key, Path target)
      throws IOException, RefusedException, InterruptedException {
    return client.get(
        record(placed.deposit().manifest().metadata(SampleFiles.keys(4).publicKey())), key, target);
  }

  static MedicalRecord record(MedicalRecord.MetadataBlock metadata) {
    return new MedicalRecord(
        SampleFiles.keys(1).publicKey(),
        metadata,
        new MedicalRecord.DigestBlock(0, metadata.doctor(), "synthetic scan", "Image"));
  }

  /** The holders that are live and have all of a file. */
  List<PublicKey> live(Hash id) {
    return holders.stream()
        .filter(each -> !network.isCut(each.key()) && each.store().isComplete(id))
        .map(Holder::key)
        .toList();
  }

  /** A round of every live holder; returns their joint acts. */
  ReplicaRepair.RepairRound round(long nowNs) throws IOException, InterruptedException {
    ReplicaRepair.RepairRound sum = new ReplicaRepair.RepairRound(0, 0, 0);
    for (Holder each : List.copyOf(holders)) {
      if (!network.isCut(each.key())) {
        ReplicaRepair.RepairRound made = each.repair().round(nowNs);
        sum =
            new ReplicaRepair.RepairRound(
                sum.copied() + made.copied(),
                sum.completed() + made.completed(),
                sum.released() + made.released());
      }
    }
    return sum;
  }
}
