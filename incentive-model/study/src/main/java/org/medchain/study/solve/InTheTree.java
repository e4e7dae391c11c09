package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import org.medchain.game.equilibrium.Equilibrium;
import org.medchain.game.equilibrium.Solution;
import org.medchain.game.extensive.Behaviour;
import org.medchain.game.extensive.InformationSet;
import org.medchain.game.extensive.ReducedForm;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A game in extensive form: who moves where, and what its equilibria do there (GAME-20). */
final class InTheTree {
  /** More of them are in the JSON alone. */
  private static final int EQUILIBRIA_SHOWN = 12;

  private InTheTree() {}

  /** The players with their information sets, in place of their strategies. */
  static List<String> players(ReducedForm form) {
    List<String> players = new ArrayList<>();
    for (int player = 0; player < form.tree().players().size(); player++) {
      List<String> sets =
          form.sets(player).stream()
              .map(set -> set.label() + ": " + String.join(" or ", set.labels()))
              .toList();
      players.add(
          form.tree().players().get(player)
              + " ("
              + (sets.isEmpty() ? "never moves" : String.join(", ", sets))
              + "; reduced strategies: "
              + form.game().actions(player)
              + ")");
    }
    return players;
  }

  static void tell(ReducedForm form, Solution solution, Findings findings) {
    ArrayNode json = findings.json().putArray("behaviour");
    List<List<String>> rows = new ArrayList<>();
    for (int number = 1; number <= solution.equilibria().size(); number++) {
      Equilibrium equilibrium = solution.equilibria().get(number - 1);
      Behaviour behaviour = Behaviour.of(form, equilibrium.profile());
      ObjectNode node = json.addObject();
      node.put("equilibrium", number);
      ArrayNode sets = node.putArray("sets");
      for (Behaviour.At at : behaviour.sets()) {
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

  private static void json(ReducedForm form, Behaviour.At at, boolean exact, ObjectNode node) {
    node.put("player", form.tree().players().get(at.set().player()));
    node.put("set", at.set().label());
    Json.put(node, "reached", at.reached().doubleValue());
    node.set("actions", Json.words(at.set().labels()));
    if (at.probabilities().isEmpty()) {
      node.putNull("probabilities");
      return;
    }
    double[] rounded =
        at.probabilities().stream().mapToDouble(each -> each.doubleValue()).toArray();
    node.set("probabilities", Json.numbers(rounded));
    if (exact) {
      node.set("exact", Json.fractions(at.probabilities()));
    }
  }

  private static List<String> row(ReducedForm form, Behaviour.At at, int number) {
    InformationSet set = at.set();
    return List.of(
        Integer.toString(number),
        form.tree().players().get(set.player()),
        set.label(),
        at.probabilities().isEmpty() ? "–" : Shown.mixture(set.labels(), at.probabilities()),
        Shown.exact(at.reached()));
  }

  private static String sentences(ReducedForm form, int equilibria) {
    StringBuilder text = new StringBuilder();
    if (equilibria > EQUILIBRIA_SHOWN) {
      text.append("The first ").append(EQUILIBRIA_SHOWN).append(" of ").append(equilibria);
      text.append(" equilibria, numbered as above; all are in the JSON. ");
    }
    text.append("A dash: the player's own strategy never comes there, and says nothing. ");
    for (int player = 0; player < form.tree().players().size(); player++) {
      if (!form.perfectRecall(player)) {
        text.append(form.tree().players().get(player));
        text.append(" has no perfect recall, so that mixing strategies is more than mixing");
        text.append(" actions, and no behaviour is told. ");
      }
    }
    text.append("Solved through the reduced normal form; not searched: which equilibria are");
    text.append(" subgame perfect or sequential.");
    return text.toString();
  }
}
