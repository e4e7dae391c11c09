package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.NashEquilibrium;
import org.medchain.game.equilibrium.NashSearchResult;
import org.medchain.game.extensive.BehaviourStrategy;
import org.medchain.game.extensive.InformationSet;
import org.medchain.game.extensive.ReducedNormalForm;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A game in extensive form: who moves where, and what its equilibria do there (GAME-20). */
final class ExtensiveFormTable {
  /** More of them are in the JSON alone. */
  private static final int EQUILIBRIA_SHOWN = 12;

  private ExtensiveFormTable() {}

  /** The players with their information sets, in place of their strategies. */
  static List<String> players(ReducedNormalForm form) {
    List<String> players = new ArrayList<>();
    for (int player = 0; player < form.extensiveGame().players().size(); player++) {
      List<String> sets =
          form.informationSets(player).stream()
              .map(set -> set.label() + ": " + String.join(" or ", set.labels()))
              .toList();
      players.add(
          form.extensiveGame().players().get(player)
              + " ("
              + (sets.isEmpty() ? "never moves" : String.join(", ", sets))
              + "; reduced strategies: "
              + form.game().actionCount(player)
              + ")");
    }
    return players;
  }

  static void report(ReducedNormalForm form, NashSearchResult solution, StudyResults findings) {
    ArrayNode json = findings.json().putArray("behaviour");
    List<List<String>> rows = new ArrayList<>();
    for (int number = 1; number <= solution.equilibria().size(); number++) {
      NashEquilibrium equilibrium = solution.equilibria().get(number - 1);
      BehaviourStrategy behaviour = BehaviourStrategy.of(form, equilibrium.profile());
      ObjectNode node = json.addObject();
      node.put("equilibrium", number);
      ArrayNode sets = node.putArray("sets");
      for (BehaviourStrategy.InformationSetBehaviour at : behaviour.informationSets()) {
        json(form, at, equilibrium.exact(), sets.addObject());
        if (number <= EQUILIBRIA_SHOWN) {
          rows.add(row(form, at, number));
        }
      }
    }
    findings.heading("Behaviour at the information sets");
    findings.table(
        List.of("equilibrium", "player", "information set", "plays", "reached with probability"),
        rows);
    findings.text(sentences(form, solution.equilibria().size()));
  }

  private static void json(
      ReducedNormalForm form,
      BehaviourStrategy.InformationSetBehaviour at,
      boolean exact,
      ObjectNode node) {
    node.put("player", form.extensiveGame().players().get(at.set().player()));
    node.put("set", at.set().label());
    ResultJson.put(node, "reached", Game.toDouble(at.reachProbability()));
    node.set("actions", ResultJson.texts(at.set().labels()));
    if (at.probabilities().isEmpty()) {
      node.putNull("probabilities");
      return;
    }
    double[] rounded = at.probabilities().stream().mapToDouble(Game::toDouble).toArray();
    node.set("probabilities", ResultJson.numbers(rounded));
    if (exact) {
      node.set("exact", ResultJson.fractions(at.probabilities()));
    }
  }

  private static List<String> row(
      ReducedNormalForm form, BehaviourStrategy.InformationSetBehaviour at, int number) {
    InformationSet set = at.set();
    return List.of(
        Integer.toString(number),
        form.extensiveGame().players().get(set.player()),
        set.label(),
        at.probabilities().isEmpty()
            ? "–"
            : NumberFormats.mixture(set.labels(), at.probabilities()),
        NumberFormats.exact(at.reachProbability()));
  }

  private static String sentences(ReducedNormalForm form, int equilibria) {
    StringBuilder text = new StringBuilder();
    if (equilibria > EQUILIBRIA_SHOWN) {
      text.append("The first ").append(EQUILIBRIA_SHOWN).append(" of ").append(equilibria);
      text.append(" equilibria, numbered as above; all are in the JSON. ");
    }
    text.append("A dash: the player's own strategy never comes there, and says nothing. ");
    for (int player = 0; player < form.extensiveGame().players().size(); player++) {
      if (!form.hasPerfectRecall(player)) {
        text.append(form.extensiveGame().players().get(player));
        text.append(" has no perfect recall, so that mixing strategies is more than mixing");
        text.append(" actions, and no behaviour is told. ");
      }
    }
    text.append("Solved through the reduced normal form; not searched: which equilibria are");
    text.append(" subgame perfect or sequential.");
    return text.toString();
  }
}
