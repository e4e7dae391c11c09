package org.medchain.claims.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.StoreVerifier;

/**
 * A copy of a store, of which a member starts again.
 *
 * @param folder the copy
 */
record RestartedStore(Path folder) {
  private static final double NS_PER_S = 1e9;
  private static final long MS_PER_S = 1_000;

  /** Copies the files of a store that no process has open. */
  static RestartedStore copy(Path store, Path to) throws IOException {
    Files.createDirectories(to);
    List<Path> files;
    try (Stream<Path> all = Files.list(store)) {
      files = all.sorted().toList();
    }
    for (Path each : files) {
      Files.copy(each, to.resolve(each.getFileName()));
    }
    return new RestartedStore(to);
  }

  /**
   * Starts a member on it, and measures how long after that it reports damage, in s of real time;
   * nothing if it has not within the given time.
   */
  OptionalDouble reportS(Genesis genesis, PublicKey key, CertifiedBlock head, double withinS)
      throws IOException, InterruptedException, ExecutionException {
    long beganNs = System.nanoTime();
    try (StoredMember member = StoredMember.open(genesis, key, folder, head)) {
      Exception found =
          member.store().failed().get(Math.round(withinS * MS_PER_S), TimeUnit.MILLISECONDS);
      if (!(found instanceof CorruptStoreException)) {
        throw new IllegalStateException("the store failed, and not by damage", found);
      }
      return OptionalDouble.of((System.nanoTime() - beganNs) / NS_PER_S);
    } catch (CorruptStoreException e) {
      return OptionalDouble.of((System.nanoTime() - beganNs) / NS_PER_S);
    } catch (TimeoutException e) {
      return OptionalDouble.empty();
    }
  }

  /** Whether the check of the whole store finds something wrong. */
  boolean isFoundByVerifier(Genesis genesis, SignatureScheme scheme) throws IOException {
    var certificates = new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), scheme);
    try (FolderVolume volume = FolderVolume.open(folder)) {
      return !StoreVerifier.run(volume, genesis, certificates, line -> {}).isIntact();
    }
  }
}
