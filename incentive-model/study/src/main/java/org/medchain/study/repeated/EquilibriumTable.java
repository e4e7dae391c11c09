package org.medchain.study.repeated;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.repeated.DiscountRegion;
import org.medchain.game.repeated.DiscountRegion.DiscountInterval;
import org.medchain.game.repeated.DiscountedAutomaton;
import org.medchain.game.repeated.FolkTheorem;
import org.medchain.game.repeated.JointAutomaton;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.Repetition;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which pairs are equilibria, at the study's discount factor and at which others. */
record EquilibriumTable(Repetition play, List<ProfileRow> rows, int steps) {
  /** Larger systems of exact equations take too long to be solved at many factors. */
  private static final int STATES_MAX = 20;

  /**
   * A profile.
   *
   * @param first strategy of the first player
   * @param second strategy of the second
   * @param average payoffs in the long run
   * @param nash whether no deviation is profitable from the start on, at the study's factor
   * @param perfect whether no deviation is profitable after any history
   * @param regions at which factors it is the one and the other; empty where not searched
   */
  record ProfileRow(
      String first,
      String second,
      List<BigFraction> average,
      boolean nash,
      boolean perfect,
      Optional<Regions> regions) {
    boolean everHolds() {
      return nash || regions.map(each -> !each.nash().intervals().isEmpty()).orElse(false);
    }
  }

  /** The discount factors of a profile. */
  record Regions(DiscountRegion nash, DiscountRegion perfect) {
    /** Every perfect pair is an equilibrium, so that perfection is checked only for these. */
    static Regions of(JointAutomaton joint, int steps) {
      DiscountRegion nash = DiscountRegion.nash(joint, steps);
      return new Regions(
          nash, nash.intervals().isEmpty() ? nash : DiscountRegion.subgamePerfect(joint, steps));
    }
  }

  static EquilibriumTable of(
      Repetition play, List<RepeatedTables.Pair> pairs, int steps, StudyExecution work) {
    // Each pair once: the players are alike, and it does not matter who is which.
    List<RepeatedTables.Pair> different =
        pairs.stream().filter(each -> each.first() <= each.second()).toList();
    List<ProfileRow> rows =
        work.map("equilibria", different.size(), number -> row(play, different.get(number), steps));
    return new EquilibriumTable(play, rows, steps);
  }

  private static ProfileRow row(Repetition play, RepeatedTables.Pair pair, int steps) {
    JointAutomaton joint = play.meant(pair.first(), pair.second());
    DiscountedAutomaton here = joint.withDiscount(play.discount());
    Optional<Regions> regions =
        joint.states().size() > STATES_MAX
            ? Optional.empty()
            : Optional.of(Regions.of(joint, steps));
    return new ProfileRow(
        play.names().get(pair.first()),
        play.names().get(pair.second()),
        pair.average(),
        here.isNash(),
        here.isSubgamePerfect(),
        regions);
  }

  void report(ObjectNode json, StudyResults findings) {
    findings.heading("Equilibria");
    ArrayNode list = json.putArray("equilibria");
    ResultTable csv = ResultTable.named("regions.csv");
    ResultTable table =
        new ResultTable(
            List.of(
                "profile",
                "in the long run",
                "at δ = " + NumberFormats.exact(play.discount()),
                "Nash at δ",
                "subgame-perfect at δ",
                "folk theorem"));
    for (ProfileRow row : rows) {
      json(row, list.addObject());
      row.regions()
          .ifPresent(
              each -> {
                csv(csv, row, "nash", each.nash());
                csv(csv, row, "subgame-perfect", each.perfect());
              });
      if (row.everHolds()) {
        cells(table.row(), row);
      }
    }
    findings.attach("equilibria.csv", csv.csv());
    findings.table(table);
    long shown = rows.stream().filter(ProfileRow::everHolds).count();
    long unknown = rows.stream().filter(row -> row.regions().isEmpty()).count();
    findings.say(
        "regions.text",
        rows.size() - shown,
        steps,
        last(),
        unknown == 0 ? "" : StudyText.of("regions.left", unknown, STATES_MAX));
  }

  private BigFraction last() {
    return new BigFraction(steps - 1, steps);
  }

  private void cells(ResultTable.Row cells, ProfileRow row) {
    cells
        .cell(row.first() + " · " + row.second())
        .cell(
            row.average().stream()
                .map(each -> NumberFormats.number(Game.toDouble(each)))
                .collect(Collectors.joining(", ")))
        .cell(row.perfect() ? "subgame-perfect" : row.nash() ? "Nash" : "no")
        .cell(row.regions().map(each -> words(each.nash())).orElse("not searched"))
        .cell(row.regions().map(each -> words(each.perfect())).orElse("not searched"))
        .cell(FolkTheorem.isSupportable(play.stage(), row.average()));
  }

  private String words(DiscountRegion region) {
    return region.intervals().isEmpty()
        ? "none"
        : region.intervals().stream().map(this::words).collect(Collectors.joining(" and "));
  }

  private String words(DiscountInterval interval) {
    String from = NumberFormats.exact(interval.from());
    if (interval.from().equals(interval.to())) {
      return from;
    }
    if (!interval.to().equals(last())) {
      return from + " to " + NumberFormats.exact(interval.to());
    }
    return Fractions.sign(interval.from()) == 0 ? "all" : "from " + from + " on";
  }

  private static void json(ProfileRow row, ObjectNode node) {
    node.put("first", row.first());
    node.put("second", row.second());
    node.put("nash", row.nash());
    node.put("subgame_perfect", row.perfect());
    row.regions()
        .ifPresent(
            each -> {
              intervals(each.nash(), node.putArray("nash_at"));
              intervals(each.perfect(), node.putArray("subgame_perfect_at"));
            });
  }

  private static void intervals(DiscountRegion region, ArrayNode list) {
    for (DiscountInterval each : region.intervals()) {
      ObjectNode node = list.addObject();
      ResultJson.put(node, "from", Game.toDouble(each.from()));
      ResultJson.put(node, "to", Game.toDouble(each.to()));
      ResultJson.put(node, "exact", List.of(each.from(), each.to()));
    }
  }

  private static void csv(ResultTable csv, ProfileRow row, String concept, DiscountRegion region) {
    for (DiscountInterval each : region.intervals()) {
      csv.row()
          .all(List.of(row.first(), row.second(), concept))
          .exact(Game.toDouble(each.from()), Game.toDouble(each.to()));
    }
  }
}
