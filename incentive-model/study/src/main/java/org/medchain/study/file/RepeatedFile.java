package org.medchain.study.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.repeated.Automaton;
import org.medchain.game.repeated.JointAutomaton;
import org.medchain.game.repeated.MemoryOneStrategy;

/** A repeated game: the game of one round, and the strategies by their names or as machines. */
final class RepeatedFile {
  private static final List<String> ROUNDS =
      List.of("at first", "after CC", "after CD", "after DC", "after DD");

  private final StudySection game;
  private final Game stage;
  private final boolean alike;
  private final List<List<Repetition.Plan>> plans = List.of(new ArrayList<>(), new ArrayList<>());

  private RepeatedFile(StudySection game, Game stage) {
    this.game = game;
    this.stage = stage;
    this.alike = GroupGame.of(stage).isPresent();
  }

  static StudyGame.Repeated read(Path file, String title, StudySection game)
      throws UserInputException {
    RepeatedFile read = new RepeatedFile(game, stage(file, title, game));
    BigFraction discount = game.rational("discount");
    BigFraction noise = game.rational("noise");
    game.refusingAt("noise", () -> Automaton.always(read.stage, 0, 0).withNoise(noise));
    read.wellKnown();
    read.machines();
    read.memories();
    for (int player = 0; player < 2; player++) {
      read.requireSome(player);
    }
    Optional<JointAutomaton> ban = game.isGiven("ban") ? Optional.of(read.ban()) : Optional.empty();
    Repetition play = new Repetition(read.stage, read.alike, read.plans, discount, noise, ban);
    Game table = game.refusingAt("discount", () -> play.table(title));
    return new StudyGame.Repeated(play, StudyGame.NormalFormStudyGame.of(table));
  }

  private static Game stage(Path file, String title, StudySection game) throws UserInputException {
    StudySection stage = game.section("stage");
    Optional<Game> found = StudyFile.game(file, title, stage).game();
    if (found.isEmpty() || found.get().players().size() != 2) {
      String wrong =
          found.isEmpty()
              ? " is a population"
              : " has " + found.get().players().size() + " player(s)";
      throw game.refusal("stage", game.keyName("stage") + wrong, "allowed: a game of two players");
    }
    return found.get();
  }

  /** The first action of each player is to cooperate, the last to defect. */
  private int[] cooperation() {
    return new int[2];
  }

  private int[] defection() {
    return new int[] {stage.actionCount(0) - 1, stage.actionCount(1) - 1};
  }

  private JointAutomaton ban() throws UserInputException {
    StudySection ban = game.section("ban");
    BigFraction detected = ban.has("detected") ? ban.rational("detected") : BigFraction.ONE;
    BigFraction mistaken = ban.has("mistaken") ? ban.rational("mistaken") : BigFraction.ZERO;
    return game.refusingAt(
        "ban",
        () -> JointAutomaton.permanentBan(stage, cooperation(), defection(), detected, mistaken));
  }

  private void wellKnown() throws UserInputException {
    List<String> names = game.texts("automata");
    for (int i = 0; i < names.size(); i++) {
      String lack = lack(names.get(i));
      if (lack.isEmpty()) {
        for (int player = 0; player < 2; player++) {
          add("automata/" + i, player, wellKnown(names.get(i), player));
        }
      } else if (game.isGiven("automata")) {
        throw game.refusal(
            "automata/" + i,
            game.keyName("automata/" + i) + " is " + StudySection.quoted(names.get(i)),
            "allowed: a strategy for this stage game; this one needs " + lack);
      }
    }
  }

  /** The part that the stage game lacks for a strategy; empty where it lacks nothing. */
  private String lack(String name) {
    boolean square = stage.actionCount(0) == stage.actionCount(1);
    return switch (name) {
      case "tit-for-tat" -> square ? "" : "players with as many actions each";
      case "win-stay-lose-shift" ->
          square && stage.actionCount(0) == 2 ? "" : "players with two actions each";
      default -> "";
    };
  }

  private Repetition.Plan wellKnown(String name, int player) {
    boolean two = stage.actionCount(0) == 2 && stage.actionCount(1) == 2;
    Automaton machine;
    Optional<MemoryOneStrategy> memory = Optional.empty();
    switch (name) {
      case "always-cooperate" -> machine = Automaton.always(stage, player, 0);
      case "always-defect" -> machine = Automaton.always(stage, player, defection()[player]);
      case "grim" -> machine = Automaton.grim(stage, player, cooperation(), defection()[player]);
      case "tit-for-tat" -> {
        machine = Automaton.titForTat(stage, player, 0);
        memory = Optional.of(MemoryOneStrategy.titForTat());
      }
      default -> {
        machine = Automaton.winStayLoseShift(stage, player);
        memory = Optional.of(MemoryOneStrategy.winStayLoseShift());
      }
    }
    List<String> states =
        name.equals("tit-for-tat")
            ? stage.players().get(player).actions()
            : List.of("cooperating", "punishing").subList(0, machine.mixes().size());
    return new Repetition.Plan(name, states, machine, memory.filter(each -> two));
  }

  private void machines() throws UserInputException {
    List<StudySection> given = game.sections("machines");
    for (int i = 0; i < given.size(); i++) {
      StudySection machine = given.get(i);
      List<Integer> players =
          alike && !machine.isGiven("player") ? List.of(0, 1) : List.of(player(machine));
      for (int player : players) {
        add("machines/" + i, player, MachineFile.read(machine, stage, player));
      }
    }
  }

  private int player(StudySection machine) throws UserInputException {
    List<String> names = stage.players().stream().map(each -> each.name()).toList();
    if (alike) {
      throw machine.refusal(
          "player",
          machine.keyName("player") + " stands where the players are alike",
          "allowed: only where they differ");
    }
    if (!machine.isGiven("player")) {
      throw machine.refusal(
          "",
          "the key \"" + machine.keyName("player") + "\" is missing",
          "the players of the stage game differ: " + String.join(", ", names));
    }
    return machine.index("player", names);
  }

  private void memories() throws UserInputException {
    List<StudySection> given = game.sections("memory_one");
    for (int i = 0; i < given.size(); i++) {
      if (stage.actionCount(0) != 2 || stage.actionCount(1) != 2) {
        throw game.refusal(
            "memory_one",
            game.keyName("memory_one") + " stands with a stage game of other than two actions each",
            "allowed: machines");
      }
      MemoryOneStrategy memory = new MemoryFile(given.get(i), stage, alike).read();
      String name = given.get(i).text("name");
      for (int player = 0; player < 2; player++) {
        Automaton machine = memory.automaton(stage, player, name);
        add(
            "memory_one/" + i,
            player,
            new Repetition.Plan(name, ROUNDS, machine, Optional.of(memory)));
      }
    }
  }

  private void add(String key, int player, Repetition.Plan plan) throws UserInputException {
    if (plans.get(player).stream().anyMatch(each -> each.name().equals(plan.name()))) {
      throw game.refusal(
          key,
          "%s is named %s, as another strategy is"
              .formatted(game.keyName(key), StudySection.quoted(plan.name())),
          "each name may stand once");
    }
    plans.get(player).add(plan);
  }

  private void requireSome(int player) throws UserInputException {
    if (plans.get(player).isEmpty()) {
      throw game.refusal(
          "automata",
          "no strategy of " + StudySection.quoted(stage.players().get(player).name()) + " plays",
          "allowed: one or more among automata, machines, memory_one");
    }
  }
}
