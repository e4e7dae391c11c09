package org.medchain.faults.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.medchain.faults.oracle.Coverage.CoverageMark;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.oracle.ScheduleOutcome;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.ScheduleTrial;

/**
 * Many schedules, each a world of its own; the result does not depend on the number of threads.
 *
 * @param verdicts by seed
 */
public record ScheduleSearch(SortedMap<Long, ScheduleOutcome> verdicts) {
  /** A seed and its result. */
  public record FoundViolation(long seed, OracleViolation violation) {}

  /** Runs the seeds {@code first} to {@code last}. */
  public static ScheduleSearch over(
      LongFunction<SchedulePlan> plans, long first, long last, int threads) {
    try (ForkJoinPool workers = new ForkJoinPool(threads)) {
      return workers.submit(() -> over(plans, LongStream.rangeClosed(first, last))).join();
    }
  }

  /** In the threads of the pool that runs this. */
  private static ScheduleSearch over(LongFunction<SchedulePlan> plans, LongStream seeds) {
    return new ScheduleSearch(
        seeds
            .parallel()
            .boxed()
            .collect(
                Collectors.toMap(
                    seed -> seed,
                    seed -> ScheduleTrial.run(plans.apply(seed)),
                    (one, other) -> one,
                    TreeMap::new)));
  }

  public int schedules() {
    return verdicts.size();
  }

  /**
   * SCH-9: whether confirmed blocks were reverted far more often than the odds allow: by 5 standard
   * deviations of a Poisson number, and of 1 at least.
   */
  public boolean tooManyReversals() {
    double expected = expectedReversals();
    return reversalCount() > expected + 5 * StrictMath.sqrt(Math.max(1, expected));
  }

  private int reversalCount() {
    return verdicts.values().stream().mapToInt(each -> each.coverage().reversals()).sum();
  }

  private double expectedReversals() {
    return verdicts.values().stream()
        .mapToDouble(each -> each.coverage().expectedReversals())
        .sum();
  }

  /** Reverted confirmed blocks, and the expected maximum. */
  public String reversals() {
    return String.format(Locale.ROOT, "%d of at most %.1f", reversalCount(), expectedReversals());
  }

  int unknown() {
    return (int) verdicts.values().stream().filter(each -> each.word().equals("unknown")).count();
  }

  /** The violations, lowest seed first. */
  public List<FoundViolation> findings() {
    return verdicts.entrySet().stream()
        .filter(each -> each.getValue().violation().isPresent())
        .map(each -> new FoundViolation(each.getKey(), each.getValue().violation().get()))
        .toList();
  }

  /** Schedules that reached this. */
  int reached(CoverageMark mark) {
    return (int)
        verdicts.values().stream().filter(each -> each.coverage().hasReached(mark)).count();
  }

  /** The coverage, in one line. */
  public String coverage() {
    String marks =
        Arrays.stream(CoverageMark.values())
            .map(
                each ->
                    each.name().toLowerCase(Locale.ROOT).replace('_', '-') + "=" + reached(each))
            .collect(Collectors.joining(" "));
    String reverted = expectedReversals() > 0 ? " reversals " + reversals() : "";
    return marks + " unknown=" + unknown() + reverted;
  }
}
