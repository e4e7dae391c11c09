package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.PlayerKind;
import org.medchain.credit.strategy.PopulationEnvironment;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GAME-31, GAME-32, GAME-33, GAME-34: what a study names may come from the model or from the
 * reader's classes.
 */
class ExtensionsTest {
  @TempDir private Path folder;

  private Path study(String game, String analyse) throws IOException {
    String text = "name: mine\ngame: {kind: credit, " + game + "}\nanalyse: {" + analyse + "}\n";
    return Files.writeString(folder.resolve("mine.yaml"), text);
  }

  private static String words(GameRunner run) {
    assertThat(run.err()).isEmpty();
    return run.out().replaceAll("\\s+", " ");
  }

  @Test
  void theRulesThatThereAreAreListed() {
    String listed = words(GameRunner.run("rules"));
    assertThat(listed)
        .contains("constant every accepted record pays the same; the paper's own, and the default")
        .contains("halved a patient's first ten")
        .contains("rubber stamper of the model")
        .contains("identity bond");
    assertThat(listed.split("the paper's own", -1)).hasSize(2);
  }

  /** Two rules in one run, each cell as a run of that rule alone has it. */
  @Test
  void twoRewardRulesStandSideBySide() throws IOException {
    String parts = "parts: [reward_rules, conditions], conditions: [T2, T3]";
    String both = parts + ", reward_rules: [constant, halved]";
    Path file = study("scenario: upload, rules: paper, parameters: {upload_reward: 4}", both);
    assertThat(words(GameRunner.run("analyse", file)))
        .contains("conditions with their margins constant (paper) halved")
        .contains("lasting reward, in points 4 2")
        .contains("first reward, in points 4 4")
        .contains("T3 (participation, over-deterrence) holds, 180 FAILS, -20");
    JsonNode json = GameRunner.json("analyse", file).path("reward_rules");
    Map<String, Double> margins = new TreeMap<>();
    for (String rule : List.of("constant", "halved")) {
      Path alone =
          study(
              "scenario: upload, rules: paper, parameters: {upload_reward: 4}, reward_rule: "
                  + rule,
              "parts: [conditions], conditions: [T3]");
      JsonNode run = GameRunner.json("analyse", alone);
      assertThat(run.at("/setting/reward_rule").asString()).isEqualTo(rule);
      margins.put(rule, run.at("/conditions/0/margin").asDouble());
    }
    assertThat(json.at("/0/T3/margin").asDouble()).isEqualTo(margins.get("constant"));
    assertThat(json.at("/1/T3/margin").asDouble()).isEqualTo(margins.get("halved"));
    assertThat(json.at("/1/T3/holds").asBoolean()).isFalse();
  }

  @Test
  void whatThereIsNotIsRefusedInOneLine() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    wrong.put(
        "scenario: upload, reward_rule: generous",
        "game.reward_rule: no reward rule is called 'generous', but [constant, halved");
    wrong.put(
        "scenario: upload, added_players: [king]", "game.added_players[0] is \"king\"; allowed");
    wrong.put(
        "scenario: population, added_players: [king]",
        "game.added_players is given with the scenario population; allowed: with any other");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      GameRunner run = GameRunner.run("analyse", study(each.getKey(), "parts: [conditions]"));
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1).first().asString().contains(each.getValue());
    }
    GameRunner run =
        GameRunner.run(
            "analyse",
            study("scenario: upload", "parts: [conditions], reward_rules: [constant, generous]"));
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("analyse.reward_rules[1] is \"generous\"; allowed: one of constant");
  }

  /** Examines all verdicts, or rests. */
  public static final class Auditor implements PlayerKind {
    @Override
    public String name() {
      return "auditor";
    }

    @Override
    public String sentence() {
      return "examines or rests";
    }

    @Override
    public List<String> actions() {
      return List.of("rest", "examine");
    }

    @Override
    public CreditParameters under(CreditParameters p, int action) {
      return p.with(Parameter.AUDIT_SHARE, action);
    }

    @Override
    public BigFraction payoff(CreditParameters p, int action, List<String> others) {
      return others.contains("false") && action == 0
          ? new BigFraction(-5)
          : new BigFraction(-action);
    }
  }

  /** Honest by another name. */
  public static class Twin implements Strategy {
    @Override
    public String name() {
      return "twin";
    }

    @Override
    public double uploads(CreditParameters p, RecordKind kind) {
      return Strategies.byName("honest").uploads(p, kind);
    }

    @Override
    public double payoff(CreditParameters p, PopulationEnvironment society) {
      return Strategies.byName("honest").payoff(p, society);
    }
  }

  /** Honest, with a payoff that is too good. */
  public static final class Boaster extends Twin {
    @Override
    public String name() {
      return "boaster";
    }

    @Override
    public double payoff(CreditParameters p, PopulationEnvironment society) {
      return super.payoff(p, society) + 1;
    }
  }

  @Test
  void aKindOfPlayerJoinsAGame() throws Exception {
    Path file = study("scenario: provider, added_players: [auditor]", "parts: [conditions]");
    GameRunner run = with(PlayerKind.class, Auditor.class, () -> GameRunner.run("solve", file));
    assertThat(words(run)).contains("auditor").contains("examine");
    assertThat(words(with(PlayerKind.class, Auditor.class, () -> GameRunner.run("rules"))))
        .contains("auditor examines or rests");
  }

  @Test
  @Tag("statistical")
  void anAddedStrategyIsCheckedAndCounts() throws Exception {
    Path file = study("scenario: upload, rules: paper", "parts: [conditions], conditions: [T2]");
    GameRunner wrong = with(Strategy.class, Boaster.class, () -> GameRunner.run("analyse", file));
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err().lines())
        .singleElement()
        .asString()
        .contains("game.kind: the closed form of the strategy 'boaster' pays")
        .contains("allowed: ");
    assertThat(with(Strategy.class, Boaster.class, () -> GameRunner.run("rules")).exit())
        .isEqualTo(2);
    GameRunner right =
        with(Strategy.class, Twin.class, () -> GameRunner.run("analyse", file, "--json"));
    assertThat(right.err()).isEmpty();
    JsonNode own = JsonMapper.shared().readTree(right.out()).at("/conditions/1");
    assertThat(own.path("id").asString()).isEqualTo("twin");
    assertThat(own.path("margin").asDouble()).isZero();
  }

  /** A command that finds a class of the reader's. */
  private interface Command {
    GameRunner run();
  }

  private <T> GameRunner with(Class<T> service, Class<? extends T> own, Command command)
      throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Path line = Files.writeString(services.resolve(service.getName()), own.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader with = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(with);
      return command.run();
    } finally {
      thread.setContextClassLoader(before);
      Files.delete(line);
    }
  }
}
