package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.cluster.lifetime.FolderJanitor;

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
    if (Files.exists(made)) {
      delete(made);
    }
    return Files.createDirectories(made);
  }

  /**
   * Removes one, if it exists, with all that is in it; files that vanish meanwhile are no error.
   */
  public static void delete(Path folder) throws IOException {
    FolderJanitor.delete(folder);
  }
}
