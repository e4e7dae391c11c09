package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.storage.FolderVolume;
import org.medchain.node.storage.StoreVerificationReport;
import org.medchain.node.storage.StoreVerifier;

/**
 * Copies of a node's data (CLUSTER-19). A copy is made of a node that does not run, and checked; it
 * holds no keys, and no node votes with it. Where a quorum is lost a {@link ClusterRecovery} reads
 * it.
 */
public final class StoreBackup {
  private StoreBackup() {}

  /**
   * Copies a node's data; a running node is stopped for it and started again, also where the others
   * are no quorum without it: a copy must be possible when there is nothing else left to do.
   *
   * @param to a folder that does not exist, or is empty
   * @throws UserInputException if nothing was done
   * @throws IOException if the copy failed, or is damaged; the node runs again if it did
   */
  public static void backup(
      ClusterFolder cluster, String name, Path to, NodeStarter starter, Consumer<String> report)
      throws UserInputException, IOException, InterruptedException {
    MemberFiles node = MemberFiles.existing(cluster, name);
    Path data = node.config().data();
    if (!Files.isDirectory(data.resolve("store"))) {
      throw new UserInputException(name + " has no store: there is no " + data.resolve("store"));
    }
    requireRoom(data, to);
    Path unused = ClusterChange.of(cluster, () -> copied(node, to, starter, report));
    StoreVerificationReport verdict = verify(cluster, to);
    if (!verdict.isIntact()) {
      throw new IOException(to + ": the copy is damaged: " + verdict.faults().get(0));
    }
    verdict.text().forEach(report);
    report.accept(name + ": its data are copied to " + to);
  }

  private static Path copied(
      MemberFiles node, Path to, NodeStarter starter, Consumer<String> report)
      throws UserInputException, IOException, InterruptedException {
    String name = node.name();
    try (ProcessControl processes = new ProcessControl(starter)) {
      boolean ran = ProcessControl.process(node.folder()).isPresent();
      if (ran) {
        report.accept(name + " stops for the copy");
        processes.stop(node.folder());
      }
      try {
        copy(node.config().data(), to);
      } catch (IOException e) {
        WholeFolder.delete(to); // A half copy would be taken for one.
        throw e;
      } finally {
        if (ran) {
          processes.start(node);
          report.accept(name + " runs again");
        }
      }
    }
    return to;
  }

  /** All that can be wrong with the target is said before the node stops. */
  private static void requireRoom(Path data, Path to) throws UserInputException, IOException {
    if (to.toAbsolutePath().normalize().startsWith(data.toAbsolutePath().normalize())) {
      throw new UserInputException("--to: " + to + " lies in the data that are to be copied");
    }
    if (Files.exists(to) && !Files.isDirectory(to)) {
      throw new UserInputException("--to: " + to + " is a file; allowed is a new or empty folder");
    }
    try {
      Files.createDirectories(to);
      FolderOperations.requireWritable(to);
    } catch (IOException e) {
      throw new UserInputException("--to: no copy can be made in " + to + ": " + e.getMessage());
    }
    try (Stream<Path> in = Files.list(to)) {
      if (in.findAny().isPresent()) {
        throw new UserInputException("--to: " + to + " is not empty; copies are not replaced");
      }
    }
  }

  private static StoreVerificationReport verify(ClusterFolder cluster, Path data)
      throws UserInputException, IOException {
    try (FolderVolume volume = FolderVolume.open(data.resolve("store"))) {
      return StoreVerifier.run(
          volume,
          Optional.of(data.resolve("index")),
          cluster.genesis(),
          NativeEd25519.orPortable(),
          line -> {});
    }
  }

  static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = files.toList();
    }
    for (Path each : all) {
      Path target = to.resolve(from.relativize(each).toString());
      if (Files.isDirectory(each)) {
        Files.createDirectories(target);
      } else {
        Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
