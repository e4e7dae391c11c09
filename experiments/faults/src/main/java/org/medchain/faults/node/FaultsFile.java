package org.medchain.faults.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.durable.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file by which a running process hears of its faults (FN-2). A writer replaces it whole; the
 * process looks at it twenty times a second.
 */
public final class FaultsFile {
  /** Beside the node's config. */
  public static final String NAME = "faults.txt";

  private static final Logger LOG = LoggerFactory.getLogger(FaultsFile.class);
  private static final long POLL_MS = 50;

  private final Path file;
  private String text;
  private Faults faults;

  private FaultsFile(Path file, String text) {
    this.file = file;
    this.text = text;
    this.faults = Faults.parse(text);
  }

  /**
   * The file in a folder, which need not be there.
   *
   * @throws UserInputException if it has a line that is no fault
   */
  static FaultsFile open(Path folder) throws IOException, UserInputException {
    Path file = folder.resolve(NAME);
    try {
      return new FaultsFile(file, read(file));
    } catch (IllegalArgumentException e) {
      throw new UserInputException(file + ": " + e.getMessage());
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Replaces the file of a folder at once, so that nobody reads half of it. */
  public static void write(Path folder, Faults faults) throws IOException {
    DurableFile.write(folder.resolve(NAME), faults.text());
  }

  /** What stood there last. */
  Faults faults() {
    return faults;
  }

  /** Tells of what stands there now and of each change, from a thread of its own. */
  void follow(Consumer<Faults> listener) {
    if (!faults.equals(Faults.NONE)) {
      announce();
    }
    listener.accept(faults);
    Thread.ofPlatform().name("faults").daemon(true).start(() -> poll(listener));
  }

  private void poll(Consumer<Faults> listener) {
    while (true) {
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
        String now = read(file);
        if (!now.equals(text)) {
          text = now;
          faults = Faults.parse(now);
          announce();
          listener.accept(faults);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | IllegalArgumentException e) {
        LOG.error("{}: {}; the faults stay as they are", file, e.getMessage());
      } catch (OutOfMemoryError e) {
        text = ""; // Of a heap that is full on purpose; what stands there is read once more.
      }
    }
  }

  /** Each line of the log is one on stderr too. */
  private void announce() {
    String all = faults.text().strip().replace("\n", ", ");
    LOG.warn("faults injected on purpose: {}", all.isEmpty() ? "no more" : all);
  }
}
