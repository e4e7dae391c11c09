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
import org.medchain.faults.oracle.ScheduleOutcome;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduleTrial;

/**
 * The bound of the calm phase beside what was needed, in view timeouts (SCH-25).
 *
 * @param first seed
 * @param last seed
 * @param nodes the only number of members; empty for those of the table
 * @param print takes the violations
 */
record CalmBounds(long first, long last, Optional<Integer> nodes, Consumer<String> print) {
  private static final List<Integer> SIZES = List.of(4, 7, 16, 31);

  /** A row for each number of members and behaviour, with the most of all seeds. */
  boolean write(Path file) throws IOException {
    boolean fine = true;
    try (Writer rows = Files.newBufferedWriter(file)) {
      rows.write("nodes,faulty,behaviour,seeds,bound,need,max_unseated,unseated,verdict\n");
      for (int size : nodes.map(List::of).orElse(SIZES)) {
        for (String behaviour : SchedulePlan.behaviours()) {
          List<ScheduleOutcome> verdicts =
              LongStream.rangeClosed(first, last)
                  .mapToObj(seed -> run(plan(seed, size).withBehaviour(behaviour)))
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

  /** A row with the least bound and the greatest need, at once: all of them may take hours. */
  private static String add(Writer rows, String head, List<ScheduleOutcome> verdicts, String word)
      throws IOException {
    CalmNeed worst = new CalmNeed(Double.MAX_VALUE, 0, 0, 0);
    for (ScheduleOutcome verdict : verdicts) {
      worst = verdict.coverage().calm().map(worst::worse).orElse(worst);
    }
    String row = worst.row(head, word);
    rows.write(row + "\n");
    rows.flush();
    return row;
  }

  private static SchedulePlan plan(long seed, int nodes) {
    return SchedulePlan.of(ScheduleKind.LIVENESS, seed, nodes);
  }

  private ScheduleOutcome run(SchedulePlan plan) {
    ScheduleOutcome verdict = ScheduleTrial.run(plan);
    verdict.violation().ifPresent(found -> print.accept(plan.describe() + ": " + found));
    return verdict;
  }
}
