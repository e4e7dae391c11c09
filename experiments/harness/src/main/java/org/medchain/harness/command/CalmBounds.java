package org.medchain.harness.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.chaos.oracle.CalmNeed;
import org.medchain.chaos.oracle.ScheduleVerdict;
import org.medchain.chaos.schedule.SchedulePlan;
import org.medchain.chaos.schedule.SchedulePlan.ScheduleKind;
import org.medchain.chaos.schedule.ScheduleTrial;

/**
 * The bound of the calm phase beside what was needed, in view timeouts (SCH-25).
 *
 * @param first seed
 * @param last seed
 * @param nodes the only number of members; empty for those of the table, or of the seeds' plans
 * @param print takes the violations
 */
record CalmBounds(long first, long last, Optional<Integer> nodes, Consumer<String> print) {
  private static final List<Integer> SIZES = List.of(4, 7, 16, 31);

  private static final String COLUMNS = "bound,need,max_unseated,unseated,verdict";

  /** A row for each seed; whether nothing was violated. */
  boolean ofSeeds(Path file) throws IOException {
    boolean fine = true;
    try (Writer rows = open(file, "seed,nodes,byzantine,")) {
      for (long seed = first; seed <= last; seed++) {
        SchedulePlan plan = plan(seed, nodes);
        ScheduleVerdict verdict = run(plan);
        fine &= verdict.violation().isEmpty();
        String cast = String.join("+", plan.byzantine().values());
        String head = seed + "," + plan.nodes() + "," + cast;
        add(rows, row(head, worst(List.of(verdict)), verdict.word()));
      }
    }
    print.accept(last - first + 1 + " rows written to " + file);
    return fine;
  }

  /** A row for each number of members and behaviour, with the most of all seeds. */
  boolean ofBehaviours(Path file) throws IOException {
    boolean fine = true;
    try (Writer rows = open(file, "nodes,faulty,behaviour,seeds,")) {
      for (int size : nodes.map(List::of).orElse(SIZES)) {
        for (String behaviour : SchedulePlan.behaviours()) {
          List<ScheduleVerdict> verdicts = new ArrayList<>();
          for (long seed = first; seed <= last; seed++) {
            verdicts.add(run(plan(seed, Optional.of(size)).withBehaviour(behaviour)));
          }
          boolean pass = verdicts.stream().allMatch(each -> each.violation().isEmpty());
          fine &= pass;
          String name = behaviour.isEmpty() ? "none" : behaviour;
          String head = size + "," + (size - 1) / 3 + "," + name + "," + verdicts.size();
          String row = row(head, worst(verdicts), pass ? "pass" : "violation");
          add(rows, row);
          print.accept(row);
        }
      }
    }
    print.accept("written to " + file);
    return fine;
  }

  /** Each row is in the file when it is known: all of them may take hours. */
  private static void add(Writer rows, String row) throws IOException {
    rows.write(row + "\n");
    rows.flush();
  }

  private static Writer open(Path file, String head) throws IOException {
    Writer rows = Files.newBufferedWriter(file);
    add(rows, head + COLUMNS);
    return rows;
  }

  private static SchedulePlan plan(long seed, Optional<Integer> nodes) {
    return nodes
        .map(size -> SchedulePlan.of(ScheduleKind.LIVENESS, seed, size))
        .orElseGet(() -> SchedulePlan.of(ScheduleKind.LIVENESS, seed));
  }

  private ScheduleVerdict run(SchedulePlan plan) {
    ScheduleVerdict verdict = ScheduleTrial.run(plan);
    verdict.violation().ifPresent(found -> print.accept(plan.describe() + ": " + found));
    return verdict;
  }

  /** The least bound and the greatest need. */
  private static CalmNeed worst(List<ScheduleVerdict> verdicts) {
    CalmNeed worst = new CalmNeed(Double.MAX_VALUE, 0, 0, 0);
    for (ScheduleVerdict verdict : verdicts) {
      CalmNeed took = verdict.coverage().calm().orElse(worst);
      worst =
          new CalmNeed(
              Math.min(worst.bound(), took.bound()),
              Math.max(worst.need(), took.need()),
              Math.max(worst.maxUnseated(), took.maxUnseated()),
              Math.max(worst.unseated(), took.unseated()));
    }
    return worst;
  }

  private static String row(String head, CalmNeed took, String word) {
    return String.format(
        Locale.ROOT,
        "%s,%.1f,%.1f,%d,%d,%s",
        head,
        took.bound(),
        took.need(),
        took.maxUnseated(),
        took.unseated(),
        word);
  }
}
