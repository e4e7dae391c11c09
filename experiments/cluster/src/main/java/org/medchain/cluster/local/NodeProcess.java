package org.medchain.cluster.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.cluster.local.GracefulShutdown.ShutdownStep;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.OutOfHeap;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.failure.FatalError;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;
import org.medchain.node.storage.CorruptStoreException;
import org.slf4j.LoggerFactory;

/** One node as a process: starts it, prints its address, and stops it in order (NODE-6). */
public final class NodeProcess {
  private NodeProcess() {}

  /** Makes the ports of a node; what is wrong is said as the node's own input is. */
  @FunctionalInterface
  public interface PortsFactory {
    /** Ports of a node whose log has begun. */
    NodePorts create() throws UserInputException, IOException;
  }

  /** The process of {@code args[0]}, a node's config; what {@code medchain node} runs as well. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    runOwned(() -> run(Path.of(args[0])));
  }

  /** Runs a process of a cluster, which ends with its owner. */
  public static void runOwned(IntSupplier run) {
    OwnerWatch.install();
    System.exit(OutOfHeap.guard(run));
  }

  /**
   * Runs a node until the process is stopped.
   *
   * @return the exit code: 1 if the node failed, 2 if something has to be put right first
   */
  public static int run(Path file) {
    return run(file, NodePorts::system);
  }

  /**
   * The same with other ports, which are made when the log has begun: the first line that is logged
   * decides where all of them go.
   *
   * @return the exit code
   */
  public static int run(Path file, PortsFactory ports) {
    endOnErrors();
    return logged(file, (config, log) -> run(file, config, ports, log));
  }

  private static int run(Path file, NodeConfig config, PortsFactory ports, Optional<NodeLog> log)
      throws UserInputException, IOException, CorruptStoreException {
    FullNode node =
        FullNode.start(
            config,
            ports.create(),
            (view, height) -> log.ifPresent(it -> it.setPosition(view, height)));
    CredentialFolderRenewer renewal = CredentialFolderRenewer.of(config, node);
    GracefulShutdown.install(
        new ShutdownStep("renewal", renewal::close),
        new ShutdownStep("node", node::close),
        new ShutdownStep("log", () -> log.ifPresent(NodeLog::close)));
    long height = node.ledger().height();
    StartupLog.started(file, height, node.address(), URI.create(node.adminUrl()), node.shellUrl());
    Exception failure = node.failed().join();
    LoggerFactory.getLogger(NodeProcess.class).error("the node cannot continue", failure);
    String why = OutOfHeap.nodeLine(failure).orElseGet(failure::getMessage);
    System.err.println(config.name() + ": " + why);
    return 1;
  }

  /** What a process does from the beginning of its log on. */
  @FunctionalInterface
  public interface LoggedProcess {
    /** Gives the exit code. */
    int run(NodeConfig config, Optional<NodeLog> log)
        throws UserInputException, IOException, CorruptStoreException, InterruptedException;
  }

  /**
   * Runs a process whose log begins before its config is checked, which logs as well. Why it does
   * not start stands in its log and on stderr.
   *
   * @return its exit code, or 2 if something has to be put right first
   */
  public static int logged(Path file, LoggedProcess process) {
    Optional<NodeLog> log = Optional.empty();
    List<String> refused = new ArrayList<>();
    try {
      var logging = NodeConfigFile.logging(file);
      if (logging.isPresent()) {
        log = Optional.of(NodeLog.start(logging.get().name(), logging.get().settings()));
      }
      StartupLog.starts(file);
      return process.run(NodeConfigFile.read(file), log);
    } catch (UserInputException e) {
      refused.addAll(e.lines());
    } catch (CorruptStoreException e) {
      refused.addAll(e.report());
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

  /** An error that no code catches ends the process (NODE-18), on whichever thread it comes up. */
  private static void endOnErrors() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    if (before == null) {
      return; // no process of its own: nobody guards it
    }
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          if (failure instanceof Error) {
            Exception reason = FatalError.of(thread.getName(), failure);
            System.err.println(OutOfHeap.nodeLine(reason).orElseGet(reason::getMessage));
            Runtime.getRuntime().halt(1); // it is unknown what the others wait for
          } else {
            before.uncaughtException(thread, failure);
          }
        });
  }
}
