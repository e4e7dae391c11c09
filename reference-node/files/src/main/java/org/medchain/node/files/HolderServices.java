package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.files.holder.HolderDirectory;
import org.medchain.node.files.holder.HolderDuties;
import org.medchain.node.files.holder.LedgerHoldingPolicy;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.keys.KeyErasure;
import org.medchain.node.files.keys.KeyReleasePolicy;
import org.medchain.node.files.keys.KeyRpcServices;
import org.medchain.node.files.keys.KeyShareStore;
import org.medchain.node.host.NodeExtension;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcService;

/** A node as a holder of files and of shares of their keys. */
public final class HolderServices implements NodeExtension {
  private static final long FILE_QUOTA_BYTES = 64L << 30;
  private static final long KEY_QUOTA_BYTES = 1L << 30;

  /** A holder with this number of missed audits counts as failed. */
  private static final long MAX_MISSED_AUDITS = 3;

  private static final Duration FILE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REPAIR_INTERVAL = Duration.ofSeconds(30);
  private static final Duration DUTIES_INTERVAL = Duration.ofSeconds(1);
  private static final Duration ERASURE_INTERVAL = Duration.ofSeconds(5);

  /** Two looks into the state for each of them. */
  private static final int SHARES_IN_A_ROUND = 4_096;

  @Override
  public OpenedExtension open(PublicKey self, Path data, LedgerView ledger, MeterRegistry meters)
      throws IOException {
    PieceStore chunks = PieceStore.open(data.resolve("files"), FILE_QUOTA_BYTES, meters);
    KeyShareStore keyShares = KeyShareStore.open(data.resolve("keys"), KEY_QUOTA_BYTES);
    meters.gauge("medchain.keys.held.bytes", keyShares, KeyShareStore::bytesHeld);
    return new OpenedHolder(self, ledger, chunks, keyShares, meters, new ArrayList<>());
  }

  private record OpenedHolder(
      PublicKey self,
      LedgerView ledger,
      PieceStore chunks,
      KeyShareStore keyShares,
      MeterRegistry meters,
      List<FileRounds> rounds)
      implements OpenedExtension {
    @Override
    public List<RpcService> services() {
      List<RpcService> all =
          new ArrayList<>(
              FileRpcServices.of(chunks, new LedgerHoldingPolicy(ledger, self), meters));
      all.addAll(KeyRpcServices.of(keyShares, new KeyReleasePolicy(ledger), meters));
      return all;
    }

    @Override
    public void start(
        RpcClient asker,
        Supplier<List<PublicKey>> holders,
        Function<Operation, CompletableFuture<Receipt>> orders) {
      ReplicaRepair repair =
          new ReplicaRepair(
              self,
              chunks,
              HolderDirectory.entrusted(holders, ledger, MAX_MISSED_AUDITS),
              asker,
              RepairSettings.DEFAULT,
              FILE_TIMEOUT,
              new SecureRandom(),
              meters);
      HolderDuties duties = new HolderDuties(self, chunks, ledger, orders);
      KeyErasure erasure = new KeyErasure(keyShares, ledger, SHARES_IN_A_ROUND);
      rounds.add(new FileRounds("repair", () -> repair.round(System.nanoTime()), REPAIR_INTERVAL));
      rounds.add(new FileRounds("duties", duties::round, DUTIES_INTERVAL));
      rounds.add(new FileRounds("erasure", erasure::round, ERASURE_INTERVAL));
    }

    @Override
    public void close() {
      rounds.forEach(FileRounds::close);
    }
  }
}
