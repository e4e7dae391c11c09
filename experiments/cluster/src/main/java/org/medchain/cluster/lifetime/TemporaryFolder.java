package org.medchain.cluster.lifetime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.durable.PrivateFiles;

/**
 * A folder that goes with the command that made it, even after SIGKILL ({@link FolderJanitor}).
 * What a power failure leaves goes when the next one of its kind is made.
 */
public final class TemporaryFolder implements AutoCloseable {
  /** In a folder that stays. */
  private static final String KEPT = "kept";

  private final Path path;
  private final FolderJanitor janitor;

  private TemporaryFolder(Path path, FolderJanitor janitor) {
    this.path = path;
    this.janitor = janitor;
  }

  /**
   * Makes one, and removes those whose command is gone. What removes it is there before it.
   *
   * @param parent where; made if it does not exist
   * @param kind how their names begin
   */
  public static TemporaryFolder create(Path parent, String kind) throws IOException {
    Files.createDirectories(parent);
    removeAbandoned(parent, kind);
    long own = UUID.randomUUID().getMostSignificantBits() >>> 1;
    String name = kind + ProcessHandle.current().pid() + "-" + own;
    Path path = parent.resolve(name).toAbsolutePath().normalize();
    FolderJanitor janitor = new FolderJanitor(List.of(path));
    try {
      return new TemporaryFolder(PrivateFiles.createDirectory(path), janitor);
    } catch (IOException e) {
      janitor.close();
      throw e;
    }
  }

  private static void removeAbandoned(Path parent, String kind) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(kind) + "(\\d{1,18})-\\d+");
    List<Path> found;
    try (Stream<Path> all = Files.list(parent)) {
      found = all.toList();
    }
    for (Path each : found) {
      Matcher matcher = name.matcher(each.getFileName().toString());
      if (matcher.matches()
          && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()
          && !Files.exists(each.resolve(KEPT))) {
        WholeFolder.delete(each);
      }
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Leaves it where it is, for analysis. */
  public void keep() throws IOException {
    janitor.awaitEndIfInterrupted();
    Files.createFile(path.resolve(KEPT));
    janitor.close();
  }

  /** Removes it. */
  @Override
  public void close() throws IOException {
    janitor.awaitEndIfInterrupted();
    if (!Files.exists(path.resolve(KEPT))) {
      WholeFolder.delete(path);
      janitor.close();
    }
  }
}
