package org.medchain.cluster.member;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.cluster.local.StoreCheck;
import org.medchain.data.Bytes;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;

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
  @SuppressWarnings("try")
  public static void backup(ClusterFolder cluster, String name, Path to, Consumer<String> report)
      throws UserInputException, IOException, InterruptedException {
    MemberFiles node = MemberFiles.existing(cluster, name);
    Path data = node.config().data();
    if (!Files.isDirectory(data.resolve("store"))) {
      throw new UserInputException(name + " has no store: there is no " + data.resolve("store"));
    }
    requireRoom(data, to);
    try (ClusterChange unused = ClusterChange.begin(cluster)) {
      copy(node, to, report);
    }
    var verdict =
        StoreCheck.run(cluster.genesis(), node.config().consensus().protocol(), to, line -> {});
    if (!verdict.isIntact()) {
      throw new IOException(to + ": the copy is damaged: " + verdict.faults().get(0));
    }
    verdict.text().forEach(report);
    report.accept(name + ": its data are copied to " + to);
  }

  private static void copy(MemberFiles node, Path to, Consumer<String> report)
      throws UserInputException, IOException, InterruptedException {
    String name = node.name();
    boolean ran = RunningProcess.process(node.folder()).isPresent();
    if (ran) {
      report.accept(name + " stops for the copy");
      MembershipWatch.stop(node.folder());
    }
    try {
      // To verify the copy elsewhere.
      Bytes genesis = Bytes.of(Files.readAllBytes(node.config().genesis()));
      DurableFile.write(to.resolve("genesis.bin"), genesis);
      copy(node.config().data(), to);
    } catch (IOException e) {
      WholeFolder.delete(to); // A half copy would be taken for one.
      throw e;
    } finally {
      if (ran) {
        LocalCluster.startAlone(node.cluster(), name);
        report.accept(name + " runs again");
      }
    }
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

  /** Copies a folder's files, forced to the disk, and compares them. */
  static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = files.toList();
    }
    for (Path each : all) {
      Path target = to.resolve(from.relativize(each).toString());
      if (Files.isDirectory(each)) {
        PrivateFiles.createDirectory(target);
      } else {
        copyFile(each, target);
        PrivateFiles.syncDirectory(target.getParent());
      }
    }
  }

  private static void copyFile(Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        FileChannel out =
            PrivateFiles.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long unused = in.transferTo(Channels.newOutputStream(out));
      out.force(true);
    }
    if (Files.mismatch(from, to) >= 0) {
      throw new IOException(to + ": the disk returns something else than was copied");
    }
  }
}
