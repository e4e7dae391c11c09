package org.medchain.faults.node;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.medchain.cluster.byzantine.ByzantineProcess;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.OutOfHeap;
import org.medchain.node.host.NodePorts;

/**
 * A node as a process, with faults that a file beside its config names (FN-1, FN-2). Without the
 * file it is a node like any other.
 */
public final class FaultyNodeProcess {
  private static final int WRONG_INPUT = 2;

  private FaultyNodeProcess() {}

  /** The process of {@code args[0]}, a node's config. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    OwnerWatch.install();
    if (args.length != 1) {
      System.err.println("usage: FaultyNodeProcess CONFIG");
      System.exit(WRONG_INPUT);
    }
    System.exit(OutOfHeap.guard(() -> run(Path.of(args[0]))));
  }

  /** Runs it until it is told to stop; the exit codes are those of {@link NodeProcess}. */
  static int run(Path config) {
    return NodeProcess.run(
        config,
        () -> {
          FaultsFile file = FaultsFile.open(config.toAbsolutePath().getParent());
          InjectedFaults injected = new InjectedFaults(file.faults(), replicas(file.faults()));
          file.follow(injected::set);
          return injected;
        });
  }

  private static NodePorts replicas(Faults faults) throws UserInputException {
    Optional<String> adversary = faults.words(FaultKey.ADVERSARY);
    return adversary.isEmpty()
        ? NodePorts.system()
        : ByzantineProcess.parse(adversary.get(), faults.number(FaultKey.SEED));
  }
}
