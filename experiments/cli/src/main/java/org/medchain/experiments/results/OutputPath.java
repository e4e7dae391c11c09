package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medchain.experiments.config.UserInputException;

/**
 * Where {@code --out} wants results, looked at before the minutes that they take, not after them
 * (EXP-3).
 *
 * @param path of a file or a folder
 */
public record OutputPath(Path path) {
  /**
   * A file that is there or can be made, in a folder that exists.
   *
   * @throws UserInputException if it cannot be written
   */
  public void requireFile() throws UserInputException {
    Path file = path.toAbsolutePath();
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file) || !Files.isDirectory(folder)) {
      throw new UserInputException("--out names a file in a folder that exists, not " + path);
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new UserInputException("--out: " + path + " is there and cannot be written to");
    }
    requireRoom(folder);
  }

  /** A file in a folder that exists or can be made. */
  public void requireFileWithFolder() throws UserInputException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      new OutputPath(folder).requireFolder();
    }
    requireFile();
  }

  /** A folder that exists or can be made: it does afterwards. */
  public void requireFolder() throws UserInputException {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw RunFolder.unwritable(path, e);
    }
    requireRoom(path);
  }

  /**
   * Writes lines into a file that is the path, or in it.
   *
   * @throws UserInputException if that fails after all
   */
  public void write(Path file, List<String> lines) throws UserInputException {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UserInputException("--out: " + path + " cannot be written: " + e.getMessage());
    }
  }

  private static void requireRoom(Path folder) throws UserInputException {
    try {
      Files.delete(Files.createTempFile(folder, "try-", ".part"));
    } catch (IOException e) {
      throw RunFolder.unwritable(folder, e);
    }
  }
}
