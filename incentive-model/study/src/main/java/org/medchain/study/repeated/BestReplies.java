package org.medchain.study.repeated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.medchain.game.Game;
import org.medchain.game.repeated.DiscountedAutomaton.BestReply;
import org.medchain.game.repeated.JointAutomaton;
import org.medchain.study.file.Repetition;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What does best against each strategy, among all strategies that there are. */
final class BestReplies {
  private BestReplies() {}

  static void tell(Repetition play, ArrayNode json, StudyResults findings) {
    findings.heading("Best replies");
    List<List<String>> rows = new ArrayList<>();
    for (int player = 0; player < (play.alike() ? 1 : 2); player++) {
      for (Repetition.Plan other : play.plans().get(1 - player)) {
        JointAutomaton faced = JointAutomaton.facing(play.stage(), player, other.machine());
        BestReply reply =
            play.trembling(faced).withDiscount(play.discount()).bestReplyValues(player);
        String words = words(play.stage(), player, other, reply);
        json(play, player, other, reply, json.addObject());
        rows.add(List.of(other.name(), words, NumberFormats.exact(reply.values().get(0))));
      }
    }
    findings.table(List.of("against", "does best", "and gets"), rows);
    findings.text(
        "At the discount factor of the study, among all strategies, listed or not: against a"
            + " machine an action in each of its states is enough (Howard 1960). Of several that do"
            + " as well, one.");
  }

  private static String words(Game stage, int player, Repetition.Plan other, BestReply reply) {
    List<String> actions = stage.players().get(player).actions();
    Map<String, List<String>> where = new LinkedHashMap<>();
    for (int state = 0; state < reply.actions().size(); state++) {
      where
          .computeIfAbsent(actions.get(reply.actions().get(state)), key -> new ArrayList<>())
          .add(other.states().get(state));
    }
    if (where.size() == 1) {
      return "always " + where.keySet().iterator().next();
    }
    return where.entrySet().stream()
        .map(each -> each.getKey() + " where it is: " + String.join(", ", each.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static void json(
      Repetition play, int player, Repetition.Plan other, BestReply reply, ObjectNode node) {
    List<String> actions = play.stage().players().get(player).actions();
    node.put("against", other.name());
    node.put("player", play.stage().players().get(player).name());
    ObjectNode states = node.putObject("actions");
    for (int state = 0; state < reply.actions().size(); state++) {
      states.put(other.states().get(state), actions.get(reply.actions().get(state)));
    }
    ResultJson.put(node, "payoff", Game.toDouble(reply.values().get(0)));
    node.put("exact", NumberFormats.fraction(reply.values().get(0)));
  }
}
