package org.medchain.cluster.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.member.ClusterChange;
import org.medchain.consensus.QuorumSizes;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain cluster upgrade}: other classes, one process after the other (CLUSTER-20). */
@Command(name = "upgrade", mixinStandardHelpOptions = true)
final class UpgradeCommand extends ProcessCommand {
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration START = Duration.ofSeconds(90);

  @Mixin private ClusterSelection chosen;

  @SuppressWarnings("try")
  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    try (ClusterChange unused = ClusterChange.begin(chosen.files());
        LocalCluster cluster = chosen.cluster()) {
      List<ClusterMember> order = new ArrayList<>(cluster.members());
      Collections.reverse(order);
      for (ClusterMember each : order) {
        requireOthers(cluster, each);
        cluster.stop(each, STOP);
        cluster.start(each);
        cluster.awaitReady(List.of(each), START, state -> say(each.name() + " is ready"));
        cluster.release();
      }
    }
    return 0;
  }

  private static void requireOthers(LocalCluster cluster, ClusterMember stopping)
      throws UserInputException, IOException, InterruptedException {
    List<MemberState> members =
        cluster.states().stream().filter(it -> it.member().role().equals("member")).toList();
    long ready =
        members.stream().filter(it -> it.isReady() && !it.member().equals(stopping)).count();
    int needed = new QuorumSizes(members.size()).size();
    if (ready < needed) {
      throw new UserInputException(
          "%s is not stopped: %s other members are ready, and a quorum needs %s"
              .formatted(stopping.name(), ready, needed));
    }
  }
}
