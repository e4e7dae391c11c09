package org.medchain.harness.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.harness.host.HarnessTest;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.ConsensusConfig.RequestAuthenticationSetting;

/**
 * A node that follows consensus until it takes a member's place, and again when the member is back.
 * A cluster of four cannot lose a member without a successor: the ledger refuses three.
 */
record SpareNode(CenterOperator operator, int number) implements ClusterFault {
  /** A change takes effect at a checkpoint; the usual distance is longer than a run. */
  private static final int CHECKPOINT_INTERVAL = 16;

  /** How many nodes besides the members a test needs. */
  static int count(HarnessTest test) {
    return test.has(NemesisKind.Group.MEMBERSHIP) ? 1 : 0;
  }

  /** A plan with what a test needs. */
  static ClusterPlan in(ClusterPlan plan, HarnessTest test) {
    return count(test) == 0
        ? plan
        : plan.withFollowers(1)
            .with(
                ConsensusConfig.defaults(RequestAuthenticationSetting.SIGNED, CHECKPOINT_INTERVAL));
  }

  /**
   * A follower has a superior to which it passes requests; one that may become a member has none.
   */
  static void prepare(ClusterFolder folder, HarnessTest test) throws IOException {
    for (int spare = test.nodes(); spare < test.nodes() + count(test); spare++) {
      Path file = folder.nodeFile(spare);
      List<String> lines = Files.readAllLines(file);
      Files.write(file, lines.stream().filter(line -> !line.startsWith("superior:")).toList());
    }
  }

  @Override
  public void begin(FaultEvent fault) {
    fault.nodes().forEach(member -> operator.replace(member, number));
  }

  @Override
  public void heal(FaultEvent fault) {
    fault.nodes().forEach(member -> operator.replace(number, member));
  }
}
