package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.operations.PrivateFiles;

/**
 * Held by the one command that changes a cluster's members or moves their data (CLUSTER-23): two at
 * once would each draw a key for the same node, or move what the other copies. The system frees it
 * when the command ends, however it ends.
 */
public final class ClusterChange {
  private static final String FILE = "change.lock";

  private ClusterChange() {}

  /**
   * What a command changes.
   *
   * @param <T> its result
   */
  @FunctionalInterface
  public interface ChangeSteps<T> {
    /** Does it. */
    T run() throws UserInputException, IOException, InterruptedException;
  }

  /**
   * Makes a change, as the only one.
   *
   * @throws UserInputException if another command is at it; nothing was changed
   * @throws IOException if the cluster's folder cannot be written to; the message names it
   */
  public static <T> T of(ClusterFolder cluster, ChangeSteps<T> steps)
      throws UserInputException, IOException, InterruptedException {
    FolderOperations.requireWritable(cluster.folder());
    Path file = cluster.folder().resolve(FILE);
    Optional<FileChannel> lock = PrivateFiles.lock(file);
    if (lock.isEmpty()) {
      throw new UserInputException(
          cluster.folder()
              + ": another command changes this cluster now; try again when it has ended; nothing"
              + " was changed");
    }
    try {
      return steps.run();
    } finally {
      lock.get().close();
    }
  }
}
