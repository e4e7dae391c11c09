package org.medchain.cluster.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.MemberRecovery;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain cluster start}: starts a process again that was killed or stopped. */
@Command(name = "start", mixinStandardHelpOptions = true)
final class StartCommand extends ProcessCommand {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  @Mixin private ClusterSelection chosen;

  @Parameters(paramLabel = "NAME", arity = "1..*")
  private List<String> names;

  @Option(names = "--recover")
  private boolean recover;

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    return recover ? recovered() : started();
  }

  /** The keys in the folder change: the cluster is read again after that. */
  private int recovered() throws UserInputException, IOException, InterruptedException {
    if (names.size() > 1) {
      throw new UserInputException("--recover: one node at a time, not " + names);
    }
    MemberRecovery.run(chosen.files(), names.getFirst(), this::say);
    return 0;
  }

  private int started() throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = chosen.cluster()) {
      String where = cluster.folder().folder() + ": ";
      List<LocalCluster.ClusterMember> ended = new ArrayList<>();
      for (String name : names) {
        LocalCluster.ClusterMember member = cluster.member(name);
        if (cluster.process(member).isPresent()) {
          out().println(where + name + " runs already, nothing is started");
        } else {
          ended.add(member);
        }
      }
      try (StartGuard guard = new StartGuard(cluster, err())) {
        for (LocalCluster.ClusterMember each : ended) {
          guard.start(each);
        }
        cluster.awaitReady(ended, TIMEOUT, state -> {});
        guard.release();
      }
      ended.forEach(each -> out().println(where + each.name() + " is ready"));
    }
    return 0;
  }
}
