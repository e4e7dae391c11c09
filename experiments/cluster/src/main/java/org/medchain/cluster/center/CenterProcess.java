package org.medchain.cluster.center;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.medchain.cluster.local.GracefulShutdown;
import org.medchain.cluster.local.GracefulShutdown.ShutdownStep;
import org.medchain.cluster.local.NodeLog;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.cluster.local.PassphraseFile;
import org.medchain.cluster.local.StartupLog;

/** The regulatory center as a process (CLUSTER-4): starts it, prints its address, and stops it. */
public final class CenterProcess {
  private CenterProcess() {}

  /** The process of {@code args[0]}, the center's config. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    NodeProcess.runOwned(() -> run(Path.of(args[0]), Optional.empty()));
  }

  /**
   * Runs the center until the process is stopped.
   *
   * @param passphrase of the authority's key; unless given, the file that the center's folder names
   * @return the exit code: 2 if something has to be put right first
   */
  static int run(Path file, Optional<PassphraseFile> passphrase) {
    return NodeProcess.logged(
        file,
        (config, log) -> {
          CenterNode center =
              new CenterNode(config, PassphraseFile.read(config.data(), passphrase));
          GracefulShutdown.install(
              new ShutdownStep("center", center::close),
              new ShutdownStep("log", () -> log.ifPresent(NodeLog::close)));
          StartupLog.started(file, 0, center.address(), center.adminUrl(), Optional.empty());
          new CountDownLatch(1).await();
          return 0; // never: the stop ends the process
        });
  }
}
