package org.medchain.faults.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.medchain.faults.oracle.Coverage.CoverageMark;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.oracle.ScheduleVerdict;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.ScheduleTrial;

/** Many schedules, each a world of its own; the result does not depend on the number of threads. */
public final class ScheduleSearch {
  /** Schedules that one thread takes at once. */
  private static final int SEEDS_PER_TASK = 50;

  /** A seed and its result. */
  public record FoundViolation(long seed, OracleViolation violation) {}

  private final Map<Long, OracleViolation> violations = new TreeMap<>();
  private final Map<CoverageMark, Integer> marks = new EnumMap<>(CoverageMark.class);
  private int schedules;
  private int unknown;
  private int reversals;
  private double expectedReversals;

  /** Runs the seeds {@code first} to {@code last}. */
  public static ScheduleSearch over(
      LongFunction<SchedulePlan> plans, long first, long last, int threads) {
    ScheduleSearch all = new ScheduleSearch();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<ScheduleSearch>> parts = new ArrayList<>();
      for (long from = first; from <= last; from += SEEDS_PER_TASK) {
        long begin = from;
        long end = Math.min(last, from + SEEDS_PER_TASK - 1);
        Callable<ScheduleSearch> part = () -> searchRange(plans, begin, end);
        parts.add(workers.submit(part));
      }
      for (Future<ScheduleSearch> part : parts) {
        all.add(part.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a schedule could not be played", e.getCause());
    } finally {
      workers.shutdownNow();
    }
    return all;
  }

  private static ScheduleSearch searchRange(
      LongFunction<SchedulePlan> plans, long first, long last) {
    ScheduleSearch part = new ScheduleSearch();
    for (long seed = first; seed <= last; seed++) {
      part.add(seed, ScheduleTrial.run(plans.apply(seed)));
    }
    return part;
  }

  void add(long seed, ScheduleVerdict verdict) {
    schedules++;
    verdict.violation().ifPresent(violation -> violations.put(seed, violation));
    if (verdict.word().equals("unknown")) {
      unknown++;
    }
    reversals += verdict.coverage().reversals();
    expectedReversals += verdict.coverage().expectedReversals();
    for (CoverageMark mark : CoverageMark.values()) {
      if (verdict.coverage().hasReached(mark)) {
        marks.merge(mark, 1, Integer::sum);
      }
    }
  }

  private void add(ScheduleSearch other) {
    schedules += other.schedules;
    unknown += other.unknown;
    reversals += other.reversals;
    expectedReversals += other.expectedReversals;
    violations.putAll(other.violations);
    other.marks.forEach((mark, count) -> marks.merge(mark, count, Integer::sum));
  }

  public int schedules() {
    return schedules;
  }

  /**
   * SCH-9: whether confirmed blocks were reverted far more often than the odds allow: by 5 standard
   * deviations of a Poisson number, and of 1 at least.
   */
  public boolean tooManyReversals() {
    double most = expectedReversals + 5 * StrictMath.sqrt(Math.max(1, expectedReversals));
    return reversals > most;
  }

  /** Reverted confirmed blocks, and the expected maximum. */
  public String reversals() {
    return String.format(java.util.Locale.ROOT, "%d of at most %.1f", reversals, expectedReversals);
  }

  int unknown() {
    return unknown;
  }

  /** The violations, lowest seed first. */
  public List<FoundViolation> findings() {
    List<FoundViolation> findings = new ArrayList<>();
    violations.forEach((seed, violation) -> findings.add(new FoundViolation(seed, violation)));
    return findings;
  }

  /** Schedules that reached this. */
  int reached(CoverageMark mark) {
    return marks.getOrDefault(mark, 0);
  }

  /** The coverage, in one line. */
  public String coverage() {
    StringBuilder line = new StringBuilder();
    for (CoverageMark mark : CoverageMark.values()) {
      line.append(mark.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
          .append('=')
          .append(reached(mark))
          .append(' ');
    }
    line.append("unknown=").append(unknown);
    if (expectedReversals > 0) {
      line.append(" reversals ").append(reversals());
    }
    return line.toString();
  }
}
