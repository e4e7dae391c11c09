package org.medchain.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.MemberRecovery;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain cluster start}: starts a process again that was killed or stopped. */
@Command(
    name = "start",
    description = {
      "Starts a process again that was killed or has ended, and waits until it is ready.",
      "If the command ends before, the process ends with it."
    },
    mixinStandardHelpOptions = true)
final class StartCommand extends ProcessCommand {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  @Mixin private ClusterSelection chosen;

  @Parameters(paramLabel = "NAME", description = "Which: n0, n1, …, center.")
  private String name;

  @Option(
      names = "--recover",
      description = {
        "For a node that lost its store or got an old copy back: it gets a fresh key in the place "
            + "of the old one, and the state from the others. Continues where it was interrupted."
      })
  private boolean recover;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    return recover ? recovered() : started();
  }

  /** The keys in the folder change: the cluster is read again after that. */
  private int recovered() throws UserInputException, IOException, InterruptedException {
    ClusterFolder folder = chosen.files();
    MemberRecovery.run(folder, name, new NodeProcessStarter(folder), this::say);
    return ClusterSelection.changed(folder);
  }

  private int started() throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = chosen.cluster()) {
      LocalCluster.ClusterMember member = cluster.member(name);
      String where = cluster.folder().folder() + ": ";
      if (cluster.process(member).isPresent()) {
        out().println(where + name + " runs already, nothing is started");
        return 0;
      }
      try (StartGuard guard = new StartGuard(cluster, err())) {
        guard.start(member);
        cluster.awaitReady(List.of(member), TIMEOUT, state -> {});
        guard.release();
      }
      out().println(where + name + " is ready");
    }
    return 0;
  }
}
