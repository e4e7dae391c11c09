package org.medchain.cluster.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.medchain.experiments.Medchain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines about a process's start in its log (OPS-23). */
public final class StartupLog {
  private static final Logger LOG = LoggerFactory.getLogger(StartupLog.class);

  /** For the file only: on stderr is nothing but the reason, if the process does not start. */
  private static final Logger FILE = LoggerFactory.getLogger("org.medchain.file-only");

  private StartupLog() {}

  /** A process begins, with this config. */
  public static void starts(Path config) throws IOException {
    FILE.atInfo()
        .addKeyValue("version", new Medchain.MedchainVersion().getVersion()[0])
        .addKeyValue("config", config.toAbsolutePath().normalize())
        .addKeyValue("pid", ProcessHandle.current().pid())
        .log("starts");
  }

  /**
   * It takes connections; its store has all blocks up to this height; a center has none. To be
   * called last: who reads the addresses finds all of it at work.
   */
  public static void started(
      Path config, long height, InetSocketAddress listens, URI admin, Optional<URI> shell)
      throws IOException {
    String address = listens.getHostString() + ":" + listens.getPort();
    LOG.atInfo()
        .addKeyValue("height", height)
        .addKeyValue("listens", address)
        .addKeyValue("operator", admin)
        .addKeyValue("shell", shell.map(URI::toString).orElse("none"))
        .log(height == 0 ? "started without blocks" : "started with the blocks of before");
    RunningProcess.ofThisProcess(address, admin, shell).write(config.toAbsolutePath().getParent());
  }

  /** It does not start; the log ends here. */
  public static void refused(Optional<NodeLog> log, String reason) {
    FILE.atError().log("does not start: {}", reason);
    log.ifPresent(NodeLog::close);
  }
}
