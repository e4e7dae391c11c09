package org.medchain.chaos;

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

/**
 * Many schedules, each a world of its own; what is found does not depend on the number of threads.
 */
final class Search {
  /** Schedules that one thread takes at once. */
  private static final int SHARE = 50;

  /** A seed and what it showed. */
  record Finding(long seed, Violation violation) {}

  private final Map<Long, Violation> violations = new TreeMap<>();
  private final Map<Coverage.Mark, Integer> marks = new EnumMap<>(Coverage.Mark.class);
  private int schedules;
  private int unknown;
  private int reversals;
  private double expectedReversals;

  /** Runs the seeds {@code first} to {@code last}. */
  static Search over(LongFunction<Plan> plans, long first, long last, int threads) {
    Search all = new Search();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Search>> parts = new ArrayList<>();
      for (long from = first; from <= last; from += SHARE) {
        long begin = from;
        long end = Math.min(last, from + SHARE - 1);
        Callable<Search> part = () -> part(plans, begin, end);
        parts.add(workers.submit(part));
      }
      for (Future<Search> part : parts) {
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

  private static Search part(LongFunction<Plan> plans, long first, long last) {
    Search part = new Search();
    for (long seed = first; seed <= last; seed++) {
      part.add(seed, Trial.run(plans.apply(seed)));
    }
    return part;
  }

  void add(long seed, Verdict verdict) {
    schedules++;
    verdict.violation().ifPresent(violation -> violations.put(seed, violation));
    if (verdict.word().equals("unknown")) {
      unknown++;
    }
    reversals += verdict.coverage().reversals();
    expectedReversals += verdict.coverage().expectedReversals();
    for (Coverage.Mark mark : Coverage.Mark.values()) {
      if (verdict.coverage().has(mark)) {
        marks.merge(mark, 1, Integer::sum);
      }
    }
  }

  private void add(Search other) {
    schedules += other.schedules;
    unknown += other.unknown;
    reversals += other.reversals;
    expectedReversals += other.expectedReversals;
    violations.putAll(other.violations);
    other.marks.forEach((mark, count) -> marks.merge(mark, count, Integer::sum));
  }

  int schedules() {
    return schedules;
  }

  /**
   * SCH-9: whether confirmed blocks were given up by far more often than the odds allow: by 5
   * standard deviations of a Poisson number, and of 1 at least.
   */
  boolean tooManyReversals() {
    double most = expectedReversals + 5 * StrictMath.sqrt(Math.max(1, expectedReversals));
    return reversals > most;
  }

  /** Confirmed blocks given up, and the most to be expected. */
  String reversals() {
    return String.format(java.util.Locale.ROOT, "%d of at most %.1f", reversals, expectedReversals);
  }

  int unknown() {
    return unknown;
  }

  /** The violations, lowest seed first. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    violations.forEach((seed, violation) -> findings.add(new Finding(seed, violation)));
    return findings;
  }

  /** Schedules that reached this. */
  int reached(Coverage.Mark mark) {
    return marks.getOrDefault(mark, 0);
  }

  /** What was reached, in one line. */
  String coverage() {
    StringBuilder line = new StringBuilder();
    for (Coverage.Mark mark : Coverage.Mark.values()) {
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
