package org.medchain.cluster.lifetime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.medchain.experiments.config.SchemaText;
import org.medchain.launcher.ShutdownHook;
import org.medchain.launcher.ShutdownHook.Stage;

/**
 * Removes folders if this process ends in any way before it says that they stay or are gone: by a
 * shell, which waits for that end in a session of its own. What writes there is ended at the same
 * time, so they are looked for until nothing comes back.
 */
public final class FolderJanitor implements AutoCloseable {
  private static final long LIMIT_NS = 20_000_000_000L;
  private static final String DONE = "done\n";

  private static final String SCRIPT = SchemaText.of(FolderJanitor.class, "janitor.sh");

  private final ShutdownHook notice = new ShutdownHook(Stage.WORK, "notice", this::interrupted);
  private final Process shell;
  private volatile boolean interrupted;

  /**
   * From now on; the folders need not exist yet.
   *
   * @throws IOException if this machine has no shell
   */
  public FolderJanitor(List<Path> folders) throws IOException {
    List<String> command = new ArrayList<>(OwnSession.wrapper());
    command.addAll(List.of("sh", "-c", SCRIPT, "medchain-janitor"));
    folders.forEach(each -> command.add(each.toAbsolutePath().normalize().toString()));
    shell =
        Lifeline.start(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
  }

  private void interrupted() {
    interrupted = true;
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
    try (OutputStream pipe = shell.getOutputStream()) {
      pipe.write(DONE.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // It was killed: nobody is left who would remove anything.
      return;
    }
    shell.onExit().completeOnTimeout(shell, LIMIT_NS, TimeUnit.NANOSECONDS).join();
  }
}
