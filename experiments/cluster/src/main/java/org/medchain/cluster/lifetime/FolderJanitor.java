package org.medchain.cluster.lifetime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.medchain.experiments.config.SchemaText;
import org.medchain.launcher.ShutdownHook;
import org.medchain.launcher.ShutdownHook.Stage;
import org.medchain.launcher.WholeFolder;

/**
 * Removes folders if this process ends before it says that they stay or are gone. What writes there
 * is ended at the same time, so they are looked for until nothing comes back. After SIGKILL a shell
 * does it, which waits for the end of this process in a session of its own.
 */
public final class FolderJanitor implements AutoCloseable {
  private static final long LIMIT_NS = 20_000_000_000L;
  private static final long PAUSE_MS = 100;

  /** A folder that stays away for this number of looks is gone. */
  private static final int LOOKS = 5;

  private static final String DONE = "done\n";

  /** The folders are gone, and this process is about to be: what it still makes is removed then. */
  private static final String GONE = "gone\n";

  private static final String SCRIPT = SchemaText.of(FolderJanitor.class, "janitor.sh");

  private final List<Path> folders;
  private final ShutdownHook notice = new ShutdownHook(Stage.WORK, "notice", this::interrupted);
  private final ShutdownHook hook;
  private final Process shell;
  private volatile boolean interrupted;

  /**
   * From now on; the folders need not exist yet.
   *
   * @throws IOException if this machine has no shell
   */
  public FolderJanitor(List<Path> folders) throws IOException {
    this.folders = folders.stream().map(each -> each.toAbsolutePath().normalize()).toList();
    List<String> command = new ArrayList<>(OwnSession.wrapper());
    command.addAll(List.of("sh", "-c", SCRIPT, "medchain-janitor"));
    this.folders.forEach(each -> command.add(each.toString()));
    this.shell =
        Lifeline.start(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    this.hook = new ShutdownHook(Stage.FILES, "folders", this::removeUntilGone);
  }

  private void interrupted() {
    interrupted = true;
  }

  private void removeUntilGone() {
    long endNs = System.nanoTime() + LIMIT_NS;
    int absent = 0;
    try {
      while (absent < LOOKS && System.nanoTime() < endNs) {
        absent = folders.stream().noneMatch(Files::exists) ? absent + 1 : 0;
        folders.forEach(FolderJanitor::removeNow);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
      if (absent == LOOKS) {
        endShellWithThis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeNow(Path folder) {
    try {
      WholeFolder.delete(folder);
    } catch (IOException e) {
      // A process that still runs wrote there meanwhile; the next look removes that.
      return;
    }
  }

  /** What comes of a work whose processes and files are being removed is no news. */
  public void awaitEndIfInterrupted() {
    while (interrupted) {
      LockSupport.park();
    }
  }

  /** No longer: the folders are gone, or stay. Returns when its process has ended. */
  @Override
  public void close() {
    awaitEndIfInterrupted();
    notice.close();
    hook.close();
    endShell();
  }

  /** The work that was interrupted may be making files until the last moment. */
  private void endShellWithThis() {
    OutputStream pipe = shell.getOutputStream();
    try {
      pipe.write(GONE.getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      return; // It was killed.
    }
  }

  /** Nothing is left for it to do. */
  private void endShell() {
    try (OutputStream pipe = shell.getOutputStream()) {
      pipe.write(DONE.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // It was killed: nobody is left who would remove anything.
      return;
    }
    shell.onExit().completeOnTimeout(shell, LIMIT_NS, TimeUnit.NANOSECONDS).join();
  }
}
