package org.medchain.cluster.center;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.cluster.local.PassphraseFile;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.cluster.local.StartupLog;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.OutOfHeap;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.operations.GracefulShutdown;
import org.medchain.node.operations.NodeLog;

/** The regulatory center as a process (CLUSTER-4): starts it, prints its address, and stops it. */
public final class CenterProcess {
  private static final Duration STOP = Duration.ofSeconds(20);

  private CenterProcess() {}

  /** The process of {@code args[0]}, the center's config. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    OwnerWatch.install();
    System.exit(OutOfHeap.guard(() -> run(Path.of(args[0]), Optional.empty())));
  }

  /**
   * Runs the center until the process is stopped.
   *
   * @param passphrase of the authority's key; unless given, the file that the center's folder names
   * @return the exit code: 2 if something has to be put right first
   */
  static int run(Path file, Optional<PassphraseFile> passphrase) {
    Optional<NodeLog> log = Optional.empty();
    List<String> refused = new ArrayList<>();
    try {
      log = NodeProcess.log(file);
      StartupLog.starts(file);
      NodeConfig config = NodeConfigFile.read(file);
      CenterNode center = new CenterNode(config, PassphraseFile.read(config.data(), passphrase));
      new GracefulShutdown()
          .addStep("center", STOP, center::close)
          .addStep("log", STOP, closing(log))
          .install();
      String address = center.address().getHostString() + ":" + center.address().getPort();
      StartupLog.started(0, address, center.adminUrl(), Optional.empty());
      RunningProcess.ofThisProcess(address, center.adminUrl(), Optional.empty())
          .write(file.toAbsolutePath().getParent());
      new CountDownLatch(1).await();
    } catch (UserInputException e) {
      refused.addAll(e.lines());
    } catch (IOException | IllegalArgumentException e) {
      refused.add(file + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 2;
    }
    refused.forEach(System.err::println);
    StartupLog.refused(log, String.join("; ", refused));
    return 2;
  }

  private static GracefulShutdown.ShutdownStep closing(Optional<NodeLog> log) {
    return () -> log.ifPresent(NodeLog::close);
  }
}
