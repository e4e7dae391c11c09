package org.medchain.study.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.repeated.Automaton;
import org.medchain.game.repeated.MemoryOneStrategy;
import tools.jackson.databind.JsonNode;

/** A repeated game: the game of one round, and the strategies by their names or as machines. */
final class RepeatedFile {
  private static final List<String> ROUNDS =
      List.of("at first", "after CC", "after CD", "after DC", "after DD");
  private static final List<String> FORMS = List.of("after", "zero_determinant", "extortion");

  private final StudySection game;
  private final Game stage;

  /** How many actions each player has: the first is to cooperate, the last to defect. */
  private final int actions;

  private final List<Repetition.Plan> plans = new ArrayList<>();

  private RepeatedFile(StudySection game, Game stage) {
    this.game = game;
    this.stage = stage;
    this.actions = stage.actionCount(0);
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
    if (read.plans.isEmpty()) {
      throw game.refusal(
          "automata",
          "no strategy plays",
          "allowed: one or more among automata, machines, memory_one");
    }
    Repetition play = new Repetition(read.stage, read.plans, discount, noise);
    Game table = game.refusingAt("discount", () -> play.table(title));
    return new StudyGame.Repeated(play, StudyGame.NormalFormStudyGame.of(table));
  }

  private static Game stage(Path file, String title, StudySection game) throws UserInputException {
    Optional<Game> found = StudyFile.game(file, title, game.section("stage")).game();
    boolean two = found.filter(each -> each.players().size() == 2).isPresent();
    if (!two || GroupGame.of(found.get()).isEmpty()) {
      String wrong =
          found.isEmpty()
              ? "is a population"
              : two
                  ? "is a game whose players differ"
                  : "has " + found.get().players().size() + " player(s)";
      throw game.wrong("stage", wrong, "allowed: a game of two players who are alike");
    }
    return found.get();
  }

  private void wellKnown() throws UserInputException {
    List<String> names = game.texts("automata");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!name.equals("win-stay-lose-shift") || actions == 2) {
        add("automata/" + i, wellKnown(name));
      } else if (game.isGiven("automata")) {
        throw game.wrong(
            "automata/" + i,
            "is " + StudySection.quoted(name),
            "allowed: a strategy for this stage game; this one needs players with two actions"
                + " each");
      }
    }
  }

  private Repetition.Plan wellKnown(String name) {
    int last = actions - 1;
    List<String> states = List.of("cooperating", "punishing");
    return switch (name) {
      case "always-cooperate" ->
          plan(name, states.subList(0, 1), player -> Automaton.always(stage, player, 0));
      case "always-defect" ->
          plan(name, states.subList(0, 1), player -> Automaton.always(stage, player, last));
      case "grim" -> plan(name, states, player -> Automaton.grim(stage, player, new int[2], last));
      case "tit-for-tat" ->
          plan(
              name,
              stage.players().get(0).actions(),
              player -> Automaton.titForTat(stage, player, 0),
              Optional.of(MemoryOneStrategy.titForTat()).filter(each -> actions == 2));
      default ->
          plan(
              name,
              states,
              player -> Automaton.winStayLoseShift(stage, player),
              Optional.of(MemoryOneStrategy.winStayLoseShift()));
    };
  }

  private static Repetition.Plan plan(
      String name, List<String> states, IntFunction<Automaton> machine) {
    return plan(name, states, machine, Optional.empty());
  }

  private static Repetition.Plan plan(
      String name,
      List<String> states,
      IntFunction<Automaton> machine,
      Optional<MemoryOneStrategy> memory) {
    return new Repetition.Plan(
        name, states, IntStream.range(0, 2).mapToObj(machine).toList(), memory);
  }

  private void machines() throws UserInputException {
    List<StudySection> given = game.sections("machines");
    for (int i = 0; i < given.size(); i++) {
      add("machines/" + i, machine(given.get(i)));
    }
  }

  /** An automaton by its states: each state's action, and its successors by the actions. */
  private Repetition.Plan machine(StudySection machine) throws UserInputException {
    List<StudySection> states = machine.sections("states");
    List<String> names = states.stream().map(each -> each.text("name")).toList();
    List<Integer> does = new ArrayList<>();
    List<int[][]> next = new ArrayList<>();
    for (int state = 0; state < names.size(); state++) {
      if (names.indexOf(names.get(state)) < state) {
        String key = "states/" + state + "/name";
        throw machine.wrong(
            key,
            "names " + StudySection.quoted(names.get(state)) + " twice",
            "each name may stand once");
      }
    }
    for (StudySection state : states) {
      does.add(state.index("action", stage.players().get(0).actions()));
      next.add(next(state, names));
    }
    String name = machine.text("name");
    return plan(
        name,
        names,
        player ->
            Automaton.pure(
                stage,
                player,
                name,
                does,
                next.stream()
                    .map(
                        each ->
                            IntStream.range(0, stage.profileCount())
                                .mapToObj(stage::profile)
                                .map(at -> each[at[player]][at[1 - player]])
                                .toList())
                    .toList()));
  }

  /** For each own action and each of the other's the number of the next state. */
  private int[][] next(StudySection state, List<String> names) throws UserInputException {
    JsonNode given = state.value("next");
    boolean byOwn = given.get(0).isArray();
    requireSize(state, "next", given, byOwn ? "own action" : "action of the other");
    int[][] next = new int[actions][actions];
    for (int own = 0; own < actions; own++) {
      String row = byOwn ? "next/" + own : "next";
      requireSize(state, row, byOwn ? given.get(own) : given, "action of the other");
      for (int other = 0; other < actions; other++) {
        next[own][other] = state.index(row + "/" + other, names);
      }
    }
    return next;
  }

  private void requireSize(StudySection state, String at, JsonNode node, String what)
      throws UserInputException {
    if (!node.isArray() || node.size() != actions) {
      throw state.wrong(
          at,
          "is " + PayoffTables.shape(node),
          "allowed: " + actions + " names of states, one for each " + what);
    }
  }

  private void memories() throws UserInputException {
    List<StudySection> given = game.sections("memory_one");
    if (!given.isEmpty() && actions != 2) {
      throw game.wrong(
          "memory_one",
          "is given with a stage game of other than two actions each",
          "allowed: machines");
    }
    for (int i = 0; i < given.size(); i++) {
      MemoryOneStrategy memory = memory(given.get(i));
      String name = given.get(i).text("name");
      add(
          "memory_one/" + i,
          plan(name, ROUNDS, player -> memory.automaton(stage, player, name), Optional.of(memory)));
    }
  }

  /** By probabilities, or by the relation that it forces upon the payoffs. */
  private MemoryOneStrategy memory(StudySection section) throws UserInputException {
    List<String> said = FORMS.stream().filter(section::isGiven).toList();
    if (said.size() != 1) {
      throw section.refusal(
          said.size() < 2 ? "" : said.get(1),
          said.isEmpty()
              ? section.keyName("") + " has none of the keys " + String.join(", ", FORMS)
              : section.keyName(said.get(1)) + " is given beside " + section.keyName(said.get(0)),
          "allowed: one of the three");
    }
    BigFraction first = section.rational("first");
    List<BigFraction> after =
        said.get(0).equals("after")
            ? section
                .value("after")
                .valueStream()
                .map(each -> RationalNumber.parse(each).orElseThrow())
                .toList()
            : forced(section, said.get(0));
    return section.refusingAt(said.get(0), () -> new MemoryOneStrategy(first, after));
  }

  private List<BigFraction> forced(StudySection section, String form) throws UserInputException {
    StudySection inside = section.section(form);
    List<BigFraction> given = new ArrayList<>();
    for (String key :
        form.equals("extortion") ? List.of("factor", "scale") : List.of("alpha", "beta", "gamma")) {
      given.add(inside.rational(key));
    }
    return section
        .refusingAt(
            form,
            () ->
                given.size() == 2
                    ? MemoryOneStrategy.extortion(stage, given.get(0), given.get(1))
                    : MemoryOneStrategy.zeroDeterminant(
                        stage, given.get(0), given.get(1), given.get(2)))
        .cooperationAfter();
  }

  private void add(String key, Repetition.Plan plan) throws UserInputException {
    if (plans.stream().anyMatch(each -> each.name().equals(plan.name()))) {
      String name = StudySection.quoted(plan.name());
      throw game.wrong(
          key, "is named " + name + ", as another strategy is", "each name may stand once");
    }
    plans.add(plan);
  }
}
