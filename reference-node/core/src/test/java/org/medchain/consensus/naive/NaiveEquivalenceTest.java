package org.medchain.consensus.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real PBFT and the naive one, put through the same random schedules, commit the same requests,
 * each exactly once (PBFT-13, PBFT-14).
 */
class NaiveEquivalenceTest {
  private static final long FIRST_SEED = 19_990_222;

  /** The coverage of the schedules: schedules that reach nothing would prove nothing. */
  private static final class Reached {
    private int schedules;
    private int views;
    private int carried;
    private int unlike;

    void note(ScheduledReplicas<?> naive, ScheduledReplicas<?> real) {
      schedules++;
      views += changedView(naive) && changedView(real) ? 1 : 0;
      carried += naive.carriedPrepared() && real.carriedPrepared() ? 1 : 0;
      unlike += naive.committed(first(naive)).equals(real.committed(first(real))) ? 0 : 1;
    }

    private static boolean changedView(ScheduledReplicas<?> replicas) {
      return replicas.live().stream().anyMatch(node -> replicas.view(node) > 0);
    }

    private static int first(ScheduledReplicas<?> replicas) {
      return replicas.live().get(0);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d schedules: %d changed view, %d with something prepared, %d in another order",
          schedules,
          views,
          carried,
          unlike);
    }
  }

  @Test
  void bothCommitTheSameRequests() {
    compare(100);
  }

  @Test
  @Tag("exhaustive")
  void bothCommitTheSameRequestsOnTenThousandSchedules() {
    compare(10_000);
  }

  private static void compare(int schedules) {
    Reached reached = new Reached();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + schedules; seed++) {
      compare(seed, reached);
    }
    System.out.println(reached);
    assertThat(reached.views).as("%s", reached).isGreaterThan(schedules / 3);
    assertThat(reached.carried).as("%s", reached).isGreaterThan(schedules / 10);
    assertThat(reached.unlike).as("%s", reached).isGreaterThan(schedules / 20);
  }

  private static void compare(long seed, Reached reached) {
    NaiveSchedule schedule = NaiveSchedule.draw(seed);
    Random random = new Random(seed);
    ScheduledReplicas<?> naive = new NaiveReplicas(schedule.nodes());
    ScheduledReplicas<?> real =
        new RealReplicas(schedule.nodes(), 1 + random.nextInt(3), 1 + random.nextInt(4));
    List<Integer> submitted = IntStream.rangeClosed(1, schedule.requests()).boxed().toList();
    run(naive, schedule, "naive, seed " + seed);
    run(real, schedule, "real, seed " + seed);
    for (int node : naive.live()) {
      Collection<Integer> byNaive = new TreeSet<>(naive.committed(node));
      Collection<Integer> byReal = new TreeSet<>(real.committed(node));
      assertThat(byReal).as("seed %d, replica %d", seed, node).isEqualTo(byNaive);
      assertThat(byNaive)
          .as("seed %d, replica %d", seed, node)
          .containsExactlyElementsOf(submitted);
    }
    reached.note(naive, real);
  }

  private static void run(ScheduledReplicas<?> replicas, NaiveSchedule schedule, String name) {
    schedule.events().forEach(replicas::happen);
    checkAgreement(replicas, name);
    boolean healed = replicas.heals(schedule.requests());
    checkAgreement(replicas, name);
    assertThat(healed).as("%s: all is committed after healing", name).isTrue();
  }

  /** The acts of replicas before their crash count as well; those of twins do not. */
  private static void checkAgreement(ScheduledReplicas<?> replicas, String name) {
    List<?> longest = List.of();
    for (int node = 0; node < replicas.nodes(); node++) {
      if (!replicas.isHonest(node)) {
        continue;
      }
      List<?> history = replicas.history(node);
      int common = Math.min(history.size(), longest.size());
      assertThat(history.subList(0, common))
          .as("%s: agreement", name)
          .isEqualTo(longest.subList(0, common));
      longest = history.size() > longest.size() ? history : longest;
      assertThat(replicas.committed(node)).as("%s: exactly once", name).doesNotHaveDuplicates();
    }
  }
}
