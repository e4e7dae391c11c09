package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;

/**
 * Where a run's files are: {@code <name>-<config hash>-<code hash>}, eight digits of each hash
 * (EXP-8).
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  private static final int HASH_DIGITS = 8;

  /** The folder of a config and a code, which need not exist yet. */
  public static RunFolder of(Path parent, LoadedConfig config, String codeHash) {
    String name =
        String.join(
            "-",
            config.experiment().name(),
            config.hash().substring(0, HASH_DIGITS),
            codeHash.substring(0, HASH_DIGITS));
    return new RunFolder(parent.resolve(name));
  }

  /** The manifest: what ran, when, where. */
  public Path manifest() {
    return path.resolve("manifest.json");
  }

  /** The config with all its defaults, to be run again. */
  public Path config() {
    return path.resolve("config.yaml");
  }

  /** The table of trials. */
  public Path trials() {
    return path.resolve("trials.csv");
  }

  /** The table of steps, of a run that searches for saturation. */
  public Path steps() {
    return path.resolve("steps.csv");
  }

  /** A trial's latencies. */
  public Path histogram(int trial) {
    return path.resolve("histograms").resolve(trial + ".hlog");
  }

  /** The latencies of its measured requests, in µs. */
  public Histogram latencies(int trial) throws UserInputException {
    return HistogramLog.read(histogram(trial));
  }

  /** The output of a trial that ended without a result. */
  public Path error(int trial) {
    return path.resolve("errors").resolve(trial + ".txt");
  }

  /** The folder of the report. */
  public Path report() {
    return path.resolve("report");
  }

  /** The page to open. */
  public Path page() {
    return report().resolve("index.html");
  }

  /**
   * Makes the folder and keeps other runs out of it until what is returned is closed; its file
   * stays. What a killed run was writing is removed (EXP-32).
   *
   * @throws UserInputException where it cannot be written to, before anything has run
   */
  public FileChannel lock() throws UserInputException {
    try {
      Files.createDirectories(path.resolve("histograms"));
      Files.createDirectories(report());
      FileChannel channel =
          FileChannel.open(
              path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new UserInputException(
            path + ": another medchain is running this; wait for it, or use --out");
      }
      AtomicFile.removeUnfinished(path);
      AtomicFile.removeUnfinished(path.resolve("histograms"));
      return channel;
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** The message when a file or folder cannot be written. */
  public static UserInputException unwritable(Path path, IOException e) {
    if (e instanceof FileAlreadyExistsException exists) {
      return new UserInputException(
          exists.getFile() + ": this is not a folder, so no results can be written there");
    }
    return new UserInputException(
        path + ": cannot be written to: " + reason(e) + "; --out names another");
  }

  /** The JDK's own messages are often the path alone. */
  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "no folder can be made there";
      case FileSystemException other ->
          Optional.ofNullable(other.getReason()).orElse("the system refuses");
      default -> String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    };
  }
}
