package org.medchain.faults.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.medchain.faults.oracle.CalmNeed;
import org.medchain.faults.oracle.ScheduleVerdict;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduleTrial;

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
        add(rows, seed + "," + plan.nodes() + "," + cast, List.of(verdict), verdict.word());
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
          List<ScheduleVerdict> verdicts =
              LongStream.rangeClosed(first, last)
                  .mapToObj(seed -> run(plan(seed, Optional.of(size)).withBehaviour(behaviour)))
                  .toList();
          boolean pass = verdicts.stream().allMatch(each -> each.violation().isEmpty());
          fine &= pass;
          String name = behaviour.isEmpty() ? "none" : behaviour;
          String head = size + "," + (size - 1) / 3 + "," + name + "," + verdicts.size();
          print.accept(add(rows, head, verdicts, pass ? "pass" : "violation"));
        }
      }
    }
    print.accept("written to " + file);
    return fine;
  }

  private static Writer open(Path file, String head) throws IOException {
    Writer rows = Files.newBufferedWriter(file);
    rows.write(head + COLUMNS + "\n");
    return rows;
  }

  /** A row with the least bound and the greatest need, at once: all of them may take hours. */
  private static String add(Writer rows, String head, List<ScheduleVerdict> verdicts, String word)
      throws IOException {
    CalmNeed worst = new CalmNeed(Double.MAX_VALUE, 0, 0, 0);
    for (ScheduleVerdict verdict : verdicts) {
      worst = verdict.coverage().calm().map(worst::worse).orElse(worst);
    }
    String row = worst.row(head, word);
    rows.write(row + "\n");
    rows.flush();
    return row;
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
}
