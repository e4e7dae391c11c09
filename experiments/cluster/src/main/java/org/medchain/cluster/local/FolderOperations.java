package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.durable.PrivateFiles;

/** Operations on whole folders. */
public final class FolderOperations {
  private FolderOperations() {}

  /**
   * An empty folder for what a process, or a library of its, puts into the temporary folder; files
   * of an earlier, killed one are deleted (STO-18).
   *
   * @param own the process's folder
   */
  public static Path temporaryFolder(Path own) throws IOException {
    Path made = own.resolve("tmp");
    WholeFolder.delete(made);
    return PrivateFiles.createDirectory(made);
  }

  /**
   * Checks that files can be made in a folder, before something less clear fails.
   *
   * @throws IOException if not; the message names the folder
   */
  public static void requireWritable(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is no folder");
    }
    Path probe = folder.resolve("writable.part");
    try {
      Files.deleteIfExists(probe);
      Files.createFile(probe);
      Files.delete(probe);
    } catch (IOException e) {
      throw new IOException(folder + " cannot be written to: " + e.getClass().getSimpleName(), e);
    }
  }
}
