package org.medchain.experiments.answer;

import java.util.List;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;

/**
 * The question that a grid asks: what is measured, under which protocols, along its first axis.
 *
 * @param setting of the run
 */
record RunQuestion(RunSetting setting) {
  String words() {
    List<String> names =
        setting.protocols().stream().map(each -> GridCell.consensus(each).title()).toList();
    if (names.isEmpty()) {
      return "What do the trials of this config show?";
    }
    return measured(names) + axis() + "?";
  }

  private String measured(List<String> names) {
    String under = " under " + RunSetting.joined(names);
    if (setting.isGame()) {
      return "Are false records found out, and does honesty pay" + under;
    }
    if (setting.cells().stream().anyMatch(c -> c.countPositive(TrialColumn.BYZANTINE) > 0)) {
      return "Do honest nodes agree, and how long does a request take" + under;
    }
    return switch (setting.load()) {
      case "saturation" -> "How many requests a second are sustained" + under;
      case "day" -> "How long does a visit to a doctor take" + under;
      default -> "How long does a request take" + under;
    };
  }

  private String axis() {
    return severalFaulty()
        ? " while more and more nodes are " + setting.faultWord()
        : " with " + setting.nodes();
  }

  /** Whether cells of one number of nodes differ in the number of faulty ones. */
  private boolean severalFaulty() {
    return setting.cells().stream()
        .collect(
            Collectors.groupingBy(
                cell -> cell.cell().nodes(),
                Collectors.mapping(CellSummary::faulty, Collectors.toSet())))
        .values()
        .stream()
        .anyMatch(counts -> counts.size() > 1);
  }
}
