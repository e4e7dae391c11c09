package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.contract.Genesis;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.center.Registrar;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.history.CertifiedHead;
import org.medchain.node.transport.RefusedException;

/**
 * The second half of a {@link ClusterRecovery}: all nodes get the recovered store, and those that
 * are lost their fresh keys.
 */
record RecoveryInstallation(
    ClusterFolder cluster, NodeConfig center, Registrar registrar, Consumer<String> report) {
  /** Puts in place what is ready; each step may have been done before. */
  void run(Path ready) throws UserInputException, IOException {
    Bytes accepting = Bytes.of(Files.readAllBytes(ready.resolve("genesis.bin")));
    for (MemberFiles node : MemberFiles.all(cluster)) {
      Path data = node.config().data();
      Optional<Replacement> fresh = Replacement.read(node.folder());
      if (fresh.isPresent()) {
        node.exchange(fresh.get());
        node.renameKey(fresh.get().from(), fresh.get().to());
        revoke(fresh.get().from());
        report.accept(
            node.name() + " has a fresh key in the place of " + fresh.get().from().brief());
      }
      PrivateFiles.createDirectory(data);
      Path part = data.resolve("store-part");
      if (Files.exists(part)) {
        WholeFolder.delete(part);
      }
      var unused = StoreBackup.copy(ready.resolve("store"), part);
      Path store = data.resolve("store");
      if (Files.exists(store)) {
        Path before = node.lostData(node.nextNumber());
        Files.createDirectories(before);
        DurableFile.move(store, before.resolve("store"));
        report.accept(node.name() + ": its store before is in " + before);
      }
      // It names the store before. What was voted there is of an epoch that is over.
      DurableFile.delete(node.config().credentials().resolve("history"));
      DurableFile.move(part, store);
      if (Files.exists(data.resolve("index"))) {
        WholeFolder.delete(data.resolve("index")); // the start makes it again
      }
      DurableFile.write(node.config().genesis(), accepting);
      Files.deleteIfExists(node.folder().resolve(Replacement.NAME));
    }
    DurableFile.write(center.genesis(), accepting);
    Path head = center.data().resolve(CertifiedHead.NAME);
    if (Files.exists(head)) {
      Files.move(
          head,
          head.resolveSibling(CertifiedHead.NAME + "-before"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    DurableFile.write(cluster.genesisFile(), accepting);
    WholeFolder.delete(
        DurableFile.move(ready, ready.resolveSibling(ready.getFileName() + "-done")));
    List<Bytes> all = Decoder.decode(accepting, Genesis::decode).recoveries();
    EpochProof begin = Decoder.decode(all.get(all.size() - 2), EpochProof::decode);
    EpochProof end = Decoder.decode(all.getLast(), EpochProof::decode);
    report.accept("the center alone has decided up to " + end.end() + "; from there the members");
    report.accept(
        "the recovery is "
            + begin.idWith(end)
            + ": followers, agencies and participants ask for it; tell them that it is yours");
  }

  private void revoke(PublicKey key) {
    try {
      registrar.revokeKey(key, RevocationReason.CESSATION_OF_OPERATION);
    } catch (RefusedException e) {
      report.accept(key.brief() + ": " + e.getMessage()); // by the call that was interrupted
    }
  }
}
