package org.medchain.cluster;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/**
 * What a stopped node holds, executed again.
 *
 * @param height of the last block
 * @param head hash of the last block's header
 * @param stateRoot after it
 * @param receipts of all requests
 * @param voters of all certificates
 * @param heights of the receipts
 * @param lastVotes by key: the highest height whose certificate has its vote
 */
public record StoredLedger(
    long height,
    Hash head,
    Hash stateRoot,
    Map<RequestId, Receipt> receipts,
    List<PublicKey> voters,
    Map<RequestId, Long> heights,
    Map<PublicKey, Long> lastVotes) {

  static StoredLedger read(Path node, Genesis genesis) throws Exception {
    MedicalContract contract = new MedicalContract(genesis, 8);
    Hash head = genesis.chain();
    Hash root = Hash.ZERO;
    Map<RequestId, Receipt> receipts = new LinkedHashMap<>();
    Map<RequestId, Long> heights = new LinkedHashMap<>();
    List<PublicKey> voters = new ArrayList<>();
    Map<PublicKey, Long> lastVotes = new LinkedHashMap<>();
    long height = 0;
    try (FolderVolume volume = FolderVolume.open(node.resolve("data").resolve("store"));
        NodeStore store =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      for (Optional<CertifiedBlock> next = store.blocks().blockAt(1);
          next.isPresent();
          next = store.blocks().blockAt(height + 1)) {
        ExecutionResult execution = contract.apply(next.get().block());
        height++;
        head = next.get().block().hash();
        root = execution.stateRoot();
        for (Receipt receipt : execution.receipts()) {
          receipts.put(receipt.request(), receipt);
          heights.put(receipt.request(), height);
        }
        for (SignedVote vote : ((QuorumCertificate) next.get().certificate()).votes()) {
          voters.add(vote.signer());
          lastVotes.put(vote.signer(), height);
        }
      }
    }
    return new StoredLedger(height, head, root, receipts, voters, heights, lastVotes);
  }

  /** Turns a bit in the first third of the blocks; the name of the file where. */
  public static String damage(Path node) throws IOException {
    try (Stream<Path> files = Files.list(node.resolve("data").resolve("store"))) {
      Path blocks =
          files
              .filter(each -> each.getFileName().toString().startsWith("blocks-"))
              .sorted()
              .findFirst()
              .orElseThrow();
      try (RandomAccessFile file = new RandomAccessFile(blocks.toFile(), "rw")) {
        long at = file.length() / 3;
        file.seek(at);
        int value = file.read();
        file.seek(at);
        file.write(value ^ 1);
      }
      return blocks.getFileName().toString();
    }
  }

  /** A folder as it is, with the times of its files. */
  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Path place = to.resolve(from.relativize(each).toString());
        Files.createDirectories(place.getParent());
        Files.copy(each, place, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
