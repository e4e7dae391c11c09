package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.coalition.CoalitionGame;
import org.medchain.game.coalition.Core;
import org.medchain.game.coalition.LeastCore;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Divisions that no coalition rejects, or those that coalitions reject least. */
final class CoreTable {
  /** Programmes have a column for each coalition: slow beyond. */
  private static final int CORE_MAX = 12;

  private static final int NUCLEOLUS_MAX = 10;

  /** 3 to the n pairs of coalitions. */
  private static final int CONVEXITY_MAX = 15;

  private final CoalitionAnalysis sharing;
  private final CoalitionGame game;
  private final StudyResults findings;

  CoreTable(CoalitionAnalysis sharing) {
    this.sharing = sharing;
    this.game = sharing.game();
    this.findings = sharing.findings();
  }

  void core() {
    findings.heading("Core");
    if (tooMany(CORE_MAX)) {
      return;
    }
    switch (Core.of(game)) {
      case Core.CoreAllocation point -> {
        sharing.reportDivision("point of the core", "core", point.payoffs()).put("empty", false);
        findings.text(
            "Not empty: here is one division in which every coalition gets what it is worth or"
                + " more. Other points of the core are not searched.");
      }
      case Core.EmptyCore proof -> empty(proof);
    }
  }

  private void empty(Core.EmptyCore proof) {
    ObjectNode json = findings.json().putObject("core");
    BigFraction all = game.worth(game.grandCoalition());
    json.put("empty", true);
    json.put("balanced_worth", NumberFormats.fraction(proof.worth()));
    ArrayNode family = json.putArray("balanced_family");
    List<List<String>> rows = new ArrayList<>();
    for (Core.WeightedCoalition each : proof.balancedCollection()) {
      ObjectNode node = family.addObject();
      node.set("coalition", ResultJson.texts(sharing.members(each.coalition())));
      node.put("weight", NumberFormats.fraction(each.weight()));
      rows.add(
          List.of(
              sharing.memberNames(each.coalition()),
              NumberFormats.exact(each.weight()),
              NumberFormats.exact(game.worth(each.coalition()))));
    }
    findings.text(
        "Empty: in every division, some coalition gets less than it is worth. The proof is a"
            + " balanced family: if each player spends its time on these coalitions, they are"
            + " together worth %s, more than the %s of all."
                .formatted(NumberFormats.exact(proof.worth()), NumberFormats.exact(all)));
    findings.table(List.of("coalition", "time", "worth"), rows);
  }

  void leastCore() {
    findings.heading("Least core");
    if (game.players().size() < 2) {
      findings.text("Not searched: one player has nobody to share with.");
      return;
    }
    if (tooMany(CORE_MAX)) {
      return;
    }
    LeastCore least = LeastCore.of(game);
    ObjectNode json = sharing.reportDivision("least core", "least_core", least.payoffs());
    ResultJson.put(json, "excess", least.excess().doubleValue());
    json.put("excess_exact", NumberFormats.fraction(least.excess()));
    int sign = least.excess().compareTo(BigFraction.ZERO);
    findings.text(
        switch (sign) {
          case 1 ->
              "The least happy coalition lacks %s at best; with fines that high for leaving, or"
                      .formatted(NumberFormats.exact(least.excess()))
                  + " such a subsidy, all would stay.";
          case 0 -> "The least happy coalition gets just what it is worth.";
          default ->
              "Even the least happy coalition gets %s more than it is worth."
                  .formatted(NumberFormats.exact(least.excess().negate()));
        });
  }

  void nucleolus() {
    findings.heading("Nucleolus");
    if (tooMany(NUCLEOLUS_MAX)) {
      return;
    }
    List<BigFraction> payoffs = LeastCore.nucleolus(game);
    boolean content = true;
    for (int player = 0; player < payoffs.size(); player++) {
      content &= payoffs.get(player).compareTo(game.worth(1L << player)) >= 0;
    }
    sharing
        .reportDivision(content ? "nucleolus" : "prenucleolus", "nucleolus", payoffs)
        .put("individually_rational", content);
    findings.text(
        "The one division whose unhappiest coalition is as happy as can be, then the next, and so"
            + " on; exact."
            + (content
                ? ""
                : " It gives a player less than it is worth alone, and so is the prenucleolus; the"
                    + " nucleolus is not searched."));
  }

  void convexity() {
    findings.heading("Does it pay to join?");
    if (tooMany(CONVEXITY_MAX)) {
      return;
    }
    ObjectNode json = findings.json();
    List<String> superadditive =
        sharing.propertyRow(
            "superadditive", game.superadditivityViolation(), json.putObject("superadditive"));
    List<String> convex =
        sharing.propertyRow("convex", game.convexityViolation(), json.putObject("convex"));
    findings.text(
        "Superadditive: two coalitions without common members are never worth less together."
            + " Convex: the larger a coalition, the more it pays to join it; then the core is not"
            + " empty, and Shapley's value is in it. Where a property fails, two coalitions show"
            + " it: they are worth more than their union and what they share.");
    findings.table(
        List.of("property", "holds", "fails for", "with", "by"), List.of(superadditive, convex));
  }

  private boolean tooMany(int most) {
    boolean many = game.players().size() > most;
    if (many) {
      findings.text("Not searched: more than " + most + " players.");
    }
    return many;
  }
}
