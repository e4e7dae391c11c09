package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.MINE;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medchain.adversary.SeededDraws;
import org.medchain.faults.schedule.BlockDag.DagNode;
import org.medchain.faults.schedule.Endpoint.ByzantineActor;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** SCH-4: the oracle of proof of work distinguishes valid blocks by itself. */
final class BlockDagTest {
  private static ScheduledSystem world(long seed) {
    return new ScheduledSystem(SchedulePlan.of(ScheduleKind.POW, seed), false);
  }

  /** Every fault that is planted is seen, and nothing else is called a fault. */
  @Test
  void everyFaultIsSeen() {
    Set<String> faults = new TreeSet<>();
    long valid = 0;
    for (long seed = 1; seed <= 60; seed++) {
      ScheduledSystem world = world(seed);
      BlockDag dag = ((PowOracle) world.oracle).dag();
      for (ByzantineActor forger : world.byzantineActors) {
        for (int i = 0; i < 40; i++) {
          forger.act(new SeededDraws(1000 * seed + i));
        }
      }
      valid += dag.all().stream().filter(node -> node.fault().isEmpty()).count();
      for (DagNode node : dag.all()) {
        node.fault().ifPresent(fault -> faults.add(fault.replaceAll("[0-9a-f]{8}\\.[0-9]+", "R")));
      }
    }
    assertThat(valid).isGreaterThan(100);
    assertThat(String.join("\n", faults))
        .contains("under its target")
        .contains("older than its parent")
        .contains("ahead of every clock")
        .contains("parent's height plus 1")
        .contains("roots of the block W below")
        .contains("difficulty that its branch demands")
        .contains("a second time")
        .contains("extends a block that is not valid");
  }

  @Test
  void workAndConfirmationsAreThoseOfTheBranch() {
    ScheduledSystem world = world(1);
    BlockDag dag = ((PowOracle) world.oracle).dag();
    for (int i = 0; i < 12; i++) {
      world.play(MINE, world.hosts.get(0), 0);
    }
    DagNode top =
        dag.all().stream().reduce((a, b) -> a.height() > b.height() ? a : b).orElseThrow();
    assertThat(top.height()).isPositive();
    assertThat(top.confirmations()).isEqualTo(1);
    assertThat(top.at(1).confirmations()).isEqualTo(top.height());
    assertThat(top.at(dag.genesis().height())).isSameAs(dag.genesis());
    assertThat(top.work()).isGreaterThan(top.at(1).work());
  }
}
