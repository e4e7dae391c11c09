package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.durable.PrivateFiles;

/**
 * Held by the one command that changes a cluster's members or moves their data (CLUSTER-23): two at
 * once would each draw a key for the same node, or move what the other copies. The system frees it
 * when the command ends, however it ends.
 */
public final class ClusterChange implements AutoCloseable {
  private static final String FILE = "change.lock";

  private final FileChannel lock;

  private ClusterChange(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Begins a change, as the only one.
   *
   * @throws UserInputException if another command is at it; nothing was changed
   * @throws IOException if the cluster's folder cannot be written to; the message names it
   */
  public static ClusterChange begin(ClusterFolder cluster) throws UserInputException, IOException {
    FolderOperations.requireWritable(cluster.folder());
    return PrivateFiles.lock(cluster.folder().resolve(FILE))
        .map(ClusterChange::new)
        .orElseThrow(
            () ->
                new UserInputException(
                    cluster.folder()
                        + ": another command changes this cluster now; try again when it has"
                        + " ended; nothing was changed"));
  }

  @Override
  public void close() throws IOException {
    lock.close(); // and with it the lock goes
  }
}
