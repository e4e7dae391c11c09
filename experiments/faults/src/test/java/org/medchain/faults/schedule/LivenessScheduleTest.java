package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.CRASH;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Input;
import org.medchain.data.PublicKey;
import org.medchain.faults.oracle.CalmNeed;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.oracle.ScheduleOutcome;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** SCH-23, SCH-24, SCH-25: after the faults nobody faulty stops the chain. */
final class LivenessScheduleTest {
  private static SchedulePlan plan(long seed) {
    return SchedulePlan.of(ScheduleKind.LIVENESS, seed, 4);
  }

  @Test
  void allIsExecutedWithinTheBound() {
    for (long seed = 1; seed <= 6; seed++) {
      ScheduleOutcome verdict = ScheduleTrial.run(plan(seed));
      assertThat(verdict.violation()).as("seed %d", seed).isEmpty();
      CalmNeed took = verdict.coverage().calm().orElseThrow();
      assertThat(took.need()).isPositive().isLessThan(took.bound());
      assertThat(took.unseated()).isLessThanOrEqualTo(took.maxUnseated());
    }
  }

  @Test
  void aSeedIsPlayedAlikeAgainAndAsRecorded() {
    ScheduleOutcome verdict = ScheduleTrial.run(plan(1));
    assertThat(ScheduleTrial.run(plan(1)).coverage().calm()).isEqualTo(verdict.coverage().calm());
    assertThat(Schedule.record(plan(1)).replay()).isEqualTo(verdict.violation());
  }

  /** With two of four down nothing is decided, which is what the oracle is for. */
  @Test
  void whatIsNotExecutedInTimeIsReported() {
    SchedulePlan plan =
        LongStream.range(1, 50)
            .mapToObj(seed -> plan(seed).withBehaviour(""))
            .filter(each -> !each.restarts())
            .findFirst()
            .orElseThrow();
    ScheduledSystem world = new ScheduledSystem(plan, false);
    world.play(CRASH, world.hosts.get(0), 0);
    world.play(CRASH, world.hosts.get(1), 0);
    new CalmPhase(world).play();
    assertThat(world.oracle.violation()).map(OracleViolation::oracle).contains("CALM");
    assertThat(world.oracle.coverage().calm().orElseThrow().need()).isGreaterThan(50);
  }

  @Test
  void theRandomClientLeavesTheWindowGoesBackAndRepeats() {
    ScheduledSystem world = new ScheduledSystem(plan(3), false);
    FaultyClient.RandomClient client =
        world.byzantineActors.stream()
            .filter(FaultyClient.RandomClient.class::isInstance)
            .map(FaultyClient.RandomClient.class::cast)
            .findFirst()
            .orElseThrow();
    Set<Long> numbers = new TreeSet<>();
    Set<String> receivers = new LinkedHashSet<>();
    Set<String> received = new LinkedHashSet<>();
    int[] repeated = {0};
    world.watch(
        (host, input, outputs) -> {
          if (input instanceof Input.RequestSubmitted submitted
              && submitted.request().request().sender().equals(client.key())) {
            receivers.add(host.name());
            long number = submitted.request().request().sequence();
            numbers.add(number);
            repeated[0] += received.add(host.name() + "/" + number) ? 0 : 1;
          }
        });
    SeededDraws draw = new SeededDraws(3);
    for (int i = 0; i < 40; i++) {
      client.act(draw);
      while (!world.pendingMessages.isEmpty()) {
        world.deliver(0, false);
      }
    }
    PublicKey key = client.key();
    assertThat(world.party("random")).map(Endpoint::key).contains(key);
    assertThat(numbers).contains(1L).anyMatch(each -> each > 100_000);
    assertThat(List.copyOf(numbers)).anyMatch(each -> each > ClientTable.WINDOW);
    assertThat(repeated[0]).isPositive();
    assertThat(receivers).hasSizeGreaterThan(1);
  }

  @Test
  void fMembersHaveTheBehaviourThatATableNames() {
    SchedulePlan seven = SchedulePlan.of(ScheduleKind.LIVENESS, 5, 7);
    assertThat(seven.withBehaviour(ByzantineKinds.HOARDING).byzantine())
        .isEqualTo(Map.of(5, "hoarding", 6, "hoarding"));
    assertThat(seven.withBehaviour("").byzantine()).isEmpty();
    assertThat(SchedulePlan.behaviours()).doesNotHaveDuplicates().contains("", "hoarding", "twin");
  }
}
