package org.medchain.study.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.repeated.DiscountRegion;
import org.medchain.game.repeated.DiscountedAutomaton;
import org.medchain.game.repeated.FolkTheorem;
import org.medchain.game.repeated.JointAutomaton;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.Repetition;
import org.medchain.study.output.Csv;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which pairs are equilibria, at the study's discount factor and at which others. */
record EquilibriumTable(Repetition play, List<Row> rows, int steps) {
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
  record Row(
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
  record Regions(DiscountRegion nash, DiscountRegion perfect) {}

  static EquilibriumTable of(Repetition play, StrategyPairs pairs, int steps, StudyExecution work) {
    List<StrategyPairs.Pair> different = pairs.different(play.alike());
    int bans = play.ban().isPresent() ? 1 : 0;
    List<Row> rows =
        work.map(
            "equilibria",
            different.size() + bans,
            number ->
                number == different.size()
                    ? ban(play, steps)
                    : row(play, different.get(number), steps));
    return new EquilibriumTable(play, rows, steps);
  }

  private static Row row(Repetition play, StrategyPairs.Pair pair, int steps) {
    return row(
        play,
        play.names(0).get(pair.first()),
        play.names(1).get(pair.second()),
        pair.average(),
        play.meant(pair.first(), pair.second()),
        steps);
  }

  private static Row ban(Repetition play, int steps) {
    JointAutomaton ban = play.trembling(play.ban().orElseThrow());
    JointAutomaton.LongRun run = ban.longRun();
    List<BigFraction> average = List.of(run.payoff(ban.stage(), 0), run.payoff(ban.stage(), 1));
    return row(play, "permanent ban", "permanent ban", average, ban, steps);
  }

  private static Row row(
      Repetition play,
      String first,
      String second,
      List<BigFraction> average,
      JointAutomaton joint,
      int steps) {
    DiscountedAutomaton here = joint.withDiscount(play.discount());
    Optional<Regions> regions =
        joint.states().size() > STATES_MAX ? Optional.empty() : Optional.of(regions(joint, steps));
    return new Row(first, second, average, here.isNash(), here.isSubgamePerfect(), regions);
  }

  /** Every perfect pair is an equilibrium, so that perfection is checked only for these. */
  private static Regions regions(JointAutomaton joint, int steps) {
    DiscountRegion nash = DiscountRegion.nash(joint, steps);
    DiscountRegion perfect =
        nash.intervals().isEmpty() ? nash : DiscountRegion.subgamePerfect(joint, steps);
    return new Regions(nash, perfect);
  }

  void tell(ObjectNode json, StudyResults findings) {
    findings.heading("Equilibria");
    ArrayNode list = json.putArray("equilibria");
    List<List<String>> shown = new ArrayList<>();
    for (Row row : rows) {
      json(row, list.addObject());
      if (row.everHolds()) {
        shown.add(cells(row));
      }
    }
    findings.attach("equilibria.csv", csv());
    findings.table(
        List.of(
            "profile",
            "in the long run",
            "at δ = " + NumberFormats.exact(play.discount()),
            "Nash at δ",
            "subgame-perfect at δ",
            "folk theorem"),
        shown);
    long unknown = rows.stream().filter(row -> row.regions().isEmpty()).count();
    findings.text(
        (rows.size() - shown.size())
            + " other profiles are an equilibrium at none of the discount factors searched."
            + " Searched: deviations of any kind by one player, exactly, at the discount factors 0,"
            + " 1/"
            + steps
            + " … "
            + NumberFormats.exact(last())
            + "; between two of them that differ, the border by bisection. An interval that lies"
            + " between two of them, and what is beyond the last, are not searched."
            + (unknown == 0
                ? ""
                : " Of %s profiles with more than %s states only the study's own factor."
                    .formatted(unknown, STATES_MAX))
            + " Folk theorem: whether patient players have some equilibrium with these payoffs.");
  }

  private BigFraction last() {
    return new BigFraction(steps - 1, steps);
  }

  private List<String> cells(Row row) {
    return List.of(
        row.first() + " · " + row.second(),
        row.average().stream()
            .map(each -> NumberFormats.number(Game.toDouble(each)))
            .collect(Collectors.joining(", ")),
        row.perfect() ? "subgame-perfect" : row.nash() ? "Nash" : "no",
        row.regions().map(each -> words(each.nash())).orElse("not searched"),
        row.regions().map(each -> words(each.perfect())).orElse("not searched"),
        FolkTheorem.isSupportable(play.stage(), row.average()) ? "yes" : "no");
  }

  private String words(DiscountRegion region) {
    return region.intervals().isEmpty()
        ? "none"
        : region.intervals().stream().map(this::words).collect(Collectors.joining(" and "));
  }

  private String words(DiscountRegion.DiscountInterval interval) {
    String from = NumberFormats.exact(interval.from());
    if (interval.from().equals(interval.to())) {
      return from;
    }
    boolean toTheEnd = interval.to().equals(last());
    boolean all = interval.from().getNumerator().signum() == 0;
    return all && toTheEnd
        ? "all"
        : toTheEnd ? "from " + from + " on" : from + " to " + NumberFormats.exact(interval.to());
  }

  private static void json(Row row, ObjectNode node) {
    node.put("first", row.first());
    node.put("second", row.second());
    node.put("nash", row.nash());
    node.put("subgame_perfect", row.perfect());
    row.regions()
        .ifPresent(
            each -> {
              node.set("nash_at", intervals(each.nash()));
              node.set("subgame_perfect_at", intervals(each.perfect()));
            });
  }

  private static ArrayNode intervals(DiscountRegion region) {
    ArrayNode list = ResultJson.list();
    for (DiscountRegion.DiscountInterval each : region.intervals()) {
      ObjectNode node = list.addObject();
      ResultJson.put(node, "from", Game.toDouble(each.from()));
      ResultJson.put(node, "to", Game.toDouble(each.to()));
      node.set("exact", ResultJson.fractions(List.of(each.from(), each.to())));
    }
    return list;
  }

  private String csv() {
    StringBuilder text = new StringBuilder("first,second,concept,from,to\n");
    for (Row row : rows) {
      row.regions()
          .ifPresent(
              each -> {
                lines(text, row, "nash", each.nash());
                lines(text, row, "subgame-perfect", each.perfect());
              });
    }
    return text.toString();
  }

  private static void lines(StringBuilder text, Row row, String concept, DiscountRegion region) {
    for (DiscountRegion.DiscountInterval each : region.intervals()) {
      text.append(
              String.join(
                  ",",
                  Csv.quoted(row.first()),
                  Csv.quoted(row.second()),
                  concept,
                  Double.toString(Game.toDouble(each.from())),
                  Double.toString(Game.toDouble(each.to()))))
          .append('\n');
    }
  }
}
