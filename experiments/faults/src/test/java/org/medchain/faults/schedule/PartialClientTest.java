package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medchain.adversary.SeededDraws;
import org.medchain.faults.schedule.Endpoint.ByzantineActor;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** SCH-17: a client whose requests only some members ever get. */
final class PartialClientTest {
  private static SchedulePlan plan(long seed) {
    return SchedulePlan.of(ScheduleKind.PARTIAL_CLIENT, seed);
  }

  @Test
  void eachRequestGoesToTheSameMembersOnly() {
    ScheduledSystem world = new ScheduledSystem(plan(1), false);
    ByzantineActor client =
        world.byzantineActors.stream()
            .filter(FaultyClient.PartialClient.class::isInstance)
            .findFirst()
            .orElseThrow();
    Map<SharedEnvelope, Set<Endpoint>> receivers = new LinkedHashMap<>();
    for (long act = 1; act <= 60; act++) {
      client.act(new SeededDraws(act));
    }
    world.pendingMessages.forEach(
        each ->
            receivers
                .computeIfAbsent(each.envelope(), key -> new LinkedHashSet<>())
                .add(each.to()));
    Map<Object, Set<Endpoint>> byBody = new LinkedHashMap<>();
    receivers.forEach(
        (mail, to) ->
            assertThat(byBody.merge(mail.envelope().body(), to, (a, b) -> b)).isEqualTo(to));

    assertThat(byBody).hasSizeBetween(8, 12);
    assertThat(byBody.values()).anyMatch(each -> each.size() < world.plan.nodes());
  }

  /** The replicas can check a signature, so that such a client only delays itself. */
  @Test
  void theUnchangedCodeBearsIt() {
    assertThat(LongStream.rangeClosed(1, 20).mapToObj(PartialClientTest::plan))
        .allMatch(plan -> ScheduleTrial.run(plan).violation().isEmpty());
  }
}
