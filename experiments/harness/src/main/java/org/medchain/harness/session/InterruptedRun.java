package org.medchain.harness.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.launcher.ShutdownHook;

/**
 * Removes a run's temporary folders if this process is told to end while it lasts. The processes
 * that write there are ended at the same time, so it looks again until nothing comes back.
 */
public final class InterruptedRun implements AutoCloseable {
  private static final long LIMIT_NS = 20_000_000_000L;
  private static final long PAUSE_MS = 100;

  /** A folder that stays away for this number of looks is gone. */
  private static final int LOOKS = 5;

  private final List<Path> folders;
  private final ShutdownHook hook;

  /** From now on. */
  public InterruptedRun(List<Path> folders) {
    this.folders = List.copyOf(folders);
    this.hook = new ShutdownHook("run folders", this::remove);
  }

  private void remove() {
    long endNs = System.nanoTime() + LIMIT_NS;
    int absent = 0;
    try {
      while (absent < LOOKS && System.nanoTime() < endNs) {
        absent = folders.stream().noneMatch(Files::exists) ? absent + 1 : 0;
        folders.forEach(InterruptedRun::removeNow);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeNow(Path folder) {
    try {
      if (Files.exists(folder)) {
        FolderOperations.delete(folder);
      }
    } catch (IOException | UncheckedIOException e) {
      // A process that still runs wrote there meanwhile; the next look removes that.
      return;
    }
  }

  /** No longer: the run came to its end. */
  @Override
  public void close() {
    hook.close();
  }
}
