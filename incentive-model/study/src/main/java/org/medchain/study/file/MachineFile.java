package org.medchain.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.repeated.Automaton;
import tools.jackson.databind.JsonNode;

/** An automaton by its states: each state's action, and its successors by the players' actions. */
final class MachineFile {
  private final StudySection machine;
  private final Game stage;
  private final int player;
  private final List<StudySection> states;
  private final List<String> names;

  private MachineFile(StudySection machine, Game stage, int player) {
    this.machine = machine;
    this.stage = stage;
    this.player = player;
    this.states = machine.sections("states");
    this.names = states.stream().map(each -> each.text("name")).toList();
  }

  static Repetition.Plan read(StudySection machine, Game stage, int player)
      throws UserInputException {
    return new MachineFile(machine, stage, player).plan();
  }

  private Repetition.Plan plan() throws UserInputException {
    List<Integer> actions = new ArrayList<>();
    List<List<Integer>> next = new ArrayList<>();
    requireDifferent();
    for (StudySection each : states) {
      List<String> known = stage.players().get(player).actions();
      actions.add(each.index("action", known));
      next.add(next(each));
    }
    String name = machine.text("name");
    return new Repetition.Plan(
        name, names, Automaton.pure(stage, player, name, actions, next), Optional.empty());
  }

  private void requireDifferent() throws UserInputException {
    for (int state = 0; state < states.size(); state++) {
      if (names.indexOf(names.get(state)) < state) {
        String key = "states/" + state + "/name";
        throw machine.refusal(
            key,
            machine.keyName(key) + " names " + StudySection.quoted(names.get(state)) + " twice",
            "each name may stand once");
      }
    }
  }

  /** For each profile the number of the next state. */
  private List<Integer> next(StudySection state) throws UserInputException {
    JsonNode given = state.value("next");
    boolean byOwn = given.get(0).isArray();
    int own = stage.actionCount(player);
    int other = stage.actionCount(1 - player);
    int wanted = byOwn ? own : other;
    requireSize(state, "next", given, wanted, byOwn ? "own action" : "action of the other");
    for (int row = 0; byOwn && row < own; row++) {
      requireSize(state, "next/" + row, given.get(row), other, "action of the other");
    }
    List<Integer> next = new ArrayList<>();
    for (int index = 0; index < stage.profileCount(); index++) {
      int[] profile = stage.profile(index);
      int seen = profile[1 - player];
      next.add(state.index(byOwn ? "next/" + profile[player] + "/" + seen : "next/" + seen, names));
    }
    return next;
  }

  private static void requireSize(
      StudySection state, String at, JsonNode node, int wanted, String what)
      throws UserInputException {
    if (!node.isArray() || node.size() != wanted) {
      throw state.refusal(
          at,
          state.keyName(at) + " is " + PayoffTables.shape(node),
          "allowed: " + wanted + " names of states, one for each " + what);
    }
  }
}
