package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * GAME-10: what is called exact of a credit game is. The payoffs are worked out once more, from the
 * decimals of the file by {@link BigDecimal}, over every vector of votes.
 */
class ExactCreditTest {
  /** The defaults of what the games need, as the schema's readers know them. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("cash_per_point", "1"),
          Map.entry("honest_cost", "1.5"),
          Map.entry("privacy_cost", "0.5"),
          Map.entry("false_cost", "0.5"),
          Map.entry("false_gain", "4"),
          Map.entry("false_alarm", "0.05"),
          Map.entry("miss", "0.1"),
          Map.entry("center_detection", "0.3"),
          Map.entry("center_alarm", "0.01"),
          Map.entry("verifying_cost", "0.1"),
          Map.entry("valid_share", "0.9"),
          Map.entry("audit_share", "0.1"),
          Map.entry("trap_share", "0"),
          Map.entry("upload_reward", "6"),
          Map.entry("false_penalty", "20"),
          Map.entry("verifiers", "7"),
          Map.entry("quorum", "5"),
          Map.entry("verifier_reward", "1"),
          Map.entry("verifier_penalty", "1"),
          Map.entry("trap_reward", "0"),
          Map.entry("trap_penalty", "0"));

  private static final Pattern PARAMETERS = Pattern.compile("parameters: \\{([^}]*)}");

  @TempDir private Path folder;

  /** A study's numbers, as text says them. */
  private record StudyNumbers(Map<String, String> told, boolean verifiers) {
    static StudyNumbers of(Path study) throws IOException {
      String text = Files.readString(study);
      Map<String, String> told = new HashMap<>(DEFAULTS);
      Matcher listed = PARAMETERS.matcher(text);
      if (listed.find()) {
        for (String each : listed.group(1).split(",", -1)) {
          String[] parts = each.strip().split(": ", -1);
          told.put(parts[0], parts[1]);
        }
      }
      return new StudyNumbers(told, !text.contains("rules: paper"));
    }

    BigDecimal of(String key) {
      return new BigDecimal(told.get(key));
    }

    BigDecimal points(String key) {
      return of(key).multiply(of("cash_per_point"));
    }

    int whole(String key) {
      return Integer.parseInt(told.get(key));
    }

    /** What a provider gets for a record that each verifier calls false with this chance. */
    BigDecimal provider(BigDecimal calls, boolean untrue) {
      BigDecimal accepted = BigDecimal.ONE;
      BigDecimal convicted = of(untrue ? "center_detection" : "center_alarm");
      if (verifiers) {
        accepted = BigDecimal.ZERO;
        convicted = BigDecimal.ZERO;
        int n = whole("verifiers");
        for (int votes = 0; votes < 1 << n; votes++) {
          BigDecimal chance = chance(votes, n, calls);
          int falseVotes = Integer.bitCount(votes);
          accepted = n - falseVotes >= whole("quorum") ? accepted.add(chance) : accepted;
          convicted = falseVotes >= whole("quorum") ? convicted.add(chance) : convicted;
        }
      }
      BigDecimal gain = points("upload_reward").add(untrue ? of("false_gain") : BigDecimal.ZERO);
      BigDecimal cost = untrue ? of("false_cost") : of("honest_cost").add(of("privacy_cost"));
      return accepted
          .multiply(gain)
          .subtract(convicted.multiply(points("false_penalty")))
          .subtract(cost);
    }

    private static BigDecimal chance(int votes, int n, BigDecimal... calls) {
      BigDecimal chance = BigDecimal.ONE;
      for (int voter = 0; voter < n; voter++) {
        BigDecimal says = calls[Math.min(voter, calls.length - 1)];
        boolean saysFalse = (votes >> voter & 1) == 1;
        chance = chance.multiply(saysFalse ? says : BigDecimal.ONE.subtract(says));
      }
      return chance;
    }

    /** What the first verifier's vote pays where each calls false with these chances. */
    BigDecimal vote(BigDecimal... calls) {
      int n = whole("verifiers");
      BigDecimal sum = BigDecimal.ZERO;
      for (int votes = 0; votes < 1 << n; votes++) {
        int falseVotes = Integer.bitCount(votes);
        int own = (votes & 1) == 1 ? falseVotes : n - falseVotes;
        BigDecimal pay = BigDecimal.ZERO;
        if (own >= whole("quorum")) {
          pay = points("verifier_reward");
        } else if (n - own >= whole("quorum")) {
          pay = points("verifier_penalty").negate();
        }
        sum = sum.add(chance(votes, n, calls).multiply(pay));
      }
      return sum;
    }

    /** What traps pay who calls a false record false with this chance, less the cost of looking. */
    BigDecimal traps(BigDecimal calls, boolean looks) {
      BigDecimal missed = BigDecimal.ONE.subtract(calls);
      BigDecimal trap =
          calls.multiply(points("trap_reward")).subtract(missed.multiply(points("trap_penalty")));
      BigDecimal cost = looks ? of("verifying_cost") : BigDecimal.ZERO;
      return of("trap_share").multiply(trap).subtract(cost);
    }

    BigDecimal ordinary() {
      return BigDecimal.ONE.subtract(of("trap_share"));
    }

    BigDecimal detection() {
      return BigDecimal.ONE.subtract(of("miss"));
    }

    BigDecimal slash() {
      return points("verifier_reward").add(points("verifier_penalty")).multiply(of("audit_share"));
    }
  }

  /** All payoffs of a profile of actions. */
  private interface ProfilePayoffs {
    BigDecimal[] at(int... profile);
  }

  private static ProfilePayoffs table(String scenario, StudyNumbers numbers) {
    return switch (scenario) {
      case "upload" -> at -> new BigDecimal[] {provider(numbers, at[0], true)};
      case "provider" ->
          at ->
              new BigDecimal[] {
                provider(numbers, at[0], at[1] == 0), committee(numbers, at[0], at[1] == 0)
              };
      case "verifiers" -> at -> dilemma(numbers, at);
      default -> at -> inspection(numbers, at);
    };
  }

  private static BigDecimal provider(StudyNumbers numbers, int action, boolean looked) {
    BigDecimal alarm = looked ? numbers.of("false_alarm") : BigDecimal.ZERO;
    BigDecimal found = looked ? numbers.detection() : BigDecimal.ZERO;
    return switch (action) {
      case 0 -> numbers.provider(alarm, false);
      case 1 -> numbers.provider(found, true);
      default -> BigDecimal.ZERO;
    };
  }

  private static BigDecimal committee(StudyNumbers numbers, int upload, boolean looks) {
    BigDecimal alarm = looks ? numbers.of("false_alarm") : BigDecimal.ZERO;
    BigDecimal found = looks ? numbers.detection() : BigDecimal.ZERO;
    BigDecimal vote = upload == 2 ? BigDecimal.ZERO : numbers.vote(upload == 0 ? alarm : found);
    if (upload == 1) {
      BigDecimal missed = BigDecimal.ONE.subtract(found);
      vote = vote.subtract(missed.multiply(numbers.slash()));
    }
    return numbers.ordinary().multiply(vote).add(numbers.traps(found, looks));
  }

  private static BigDecimal[] dilemma(StudyNumbers numbers, int... at) {
    BigDecimal[] pays = new BigDecimal[at.length];
    for (int who = 0; who < at.length; who++) {
      BigDecimal[] alarms = new BigDecimal[at.length];
      BigDecimal[] finds = new BigDecimal[at.length];
      for (int seat = 0; seat < at.length; seat++) {
        // The one who is asked sits first.
        int sitting = seat == 0 ? who : seat <= who ? seat - 1 : seat;
        alarms[seat] = at[sitting] == 0 ? numbers.of("false_alarm") : BigDecimal.ZERO;
        finds[seat] = at[sitting] == 0 ? numbers.detection() : BigDecimal.ZERO;
      }
      BigDecimal valid = numbers.of("valid_share");
      BigDecimal untrue = BigDecimal.ONE.subtract(valid);
      BigDecimal votes =
          valid.multiply(numbers.vote(alarms)).add(untrue.multiply(numbers.vote(finds)));
      pays[who] = numbers.ordinary().multiply(votes).add(numbers.traps(finds[0], at[who] == 0));
    }
    return pays;
  }

  private static BigDecimal[] inspection(StudyNumbers numbers, int... at) {
    BigDecimal honest =
        numbers
            .points("upload_reward")
            .subtract(numbers.of("honest_cost"))
            .subtract(numbers.of("privacy_cost"));
    BigDecimal caught = numbers.points("false_penalty").negate().subtract(numbers.of("false_cost"));
    BigDecimal passed =
        numbers
            .points("upload_reward")
            .add(numbers.of("false_gain"))
            .subtract(numbers.of("false_cost"));
    BigDecimal provider = at[0] == 0 ? honest : at[1] == 0 ? caught : passed;
    BigDecimal wrong = at[0] == 0 ? BigDecimal.ZERO : numbers.slash().negate();
    return new BigDecimal[] {provider, at[1] == 0 ? numbers.of("verifying_cost").negate() : wrong};
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"credit-inspection", "credit-provider", "credit-repairs", "credit-verifiers"})
  void everyShippedStudyIs(String name) throws IOException {
    requireExact(GameRunner.sample(name + ".yaml"));
  }

  /** Long decimals, of which floating point would keep 16 digits. */
  @Test
  void longDecimalsAre() throws IOException {
    Path file = folder.resolve("long.yaml");
    Files.writeString(
        file,
        """
        name: long
        game:
          kind: credit
          scenario: provider
          parameters: {miss: 0.123456789012345678901, false_alarm: 0.0123456789, cash_per_point: 0.7654321, \
        trap_share: 0.0101, trap_reward: 3, audit_share: 0.987654321}
        """);
    requireExact(file);
  }

  /** What 'export' writes, and what 'solve' says of every equilibrium. */
  private static void requireExact(Path study) throws IOException {
    JsonNode root = GameRunner.json("solve", study);
    ProfilePayoffs table = table(scenario(study), StudyNumbers.of(study));
    assertThat(root.at("/equilibria").size()).isPositive();
    for (JsonNode equilibrium : root.at("/equilibria")) {
      assertThat(equilibrium.has("exact")).isTrue();
      BigFraction[] expected = expected(equilibrium.at("/exact/profile"), table);
      for (int who = 0; who < expected.length; who++) {
        BigFraction said = fraction(equilibrium.at("/exact/payoffs").get(who).asString());
        assertThat(said).as("%s, player %d", study, who).isEqualTo(expected[who]);
      }
    }
    JsonNode profile = root.at("/equilibria/0/profile");
    int[] actions = IntStream.range(0, profile.size()).map(i -> profile.get(i).size()).toArray();
    requireConverted(study, actions, table);
  }

  private static String scenario(Path study) throws IOException {
    Matcher scenario = Pattern.compile("scenario: (\\w+)").matcher(Files.readString(study));
    assertThat(scenario.find()).isTrue();
    return scenario.group(1);
  }

  /** Averages over all profiles, with the probabilities that the equilibrium gives them. */
  private static BigFraction[] expected(JsonNode profile, ProfilePayoffs table) {
    int players = profile.size();
    BigFraction[] sums = new BigFraction[players];
    Arrays.fill(sums, BigFraction.ZERO);
    int[] at = new int[players];
    int[] actions = IntStream.range(0, players).map(i -> profile.get(i).size()).toArray();
    do {
      BigFraction chance = BigFraction.ONE;
      for (int who = 0; who < players; who++) {
        chance = chance.multiply(fraction(profile.get(who).get(at[who]).asString()));
      }
      BigDecimal[] pays = table.at(at);
      for (int who = 0; who < players; who++) {
        sums[who] = sums[who].add(chance.multiply(fraction(pays[who].toString())));
      }
    } while (next(at, actions));
    return sums;
  }

  /** The next profile; whether there was one, or this is the first again. */
  private static boolean next(int[] at, int[] actions) {
    for (int who = 0; who < at.length; who++) {
      at[who] = (at[who] + 1) % actions[who];
      if (at[who] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Outcomes in the file, then their numbers; the first player's action changes fastest. */
  private static void requireConverted(Path study, int[] actions, ProfilePayoffs table) {
    List<String> lines = GameRunner.run("export", study).out().lines().toList();
    List<List<BigFraction>> outcomes = new ArrayList<>();
    for (String each : lines) {
      if (each.startsWith("{ \"\" ")) {
        String numbers = each.substring(5, each.length() - 2).strip();
        outcomes.add(Stream.of(numbers.split(", ", -1)).map(ExactCreditTest::fraction).toList());
      }
    }
    int[] at = new int[actions.length];
    for (String reference : lines.get(lines.size() - 1).split(" ", -1)) {
      List<BigFraction> expected =
          Stream.of(table.at(at)).map(each -> fraction(each.toString())).toList();
      assertThat(outcomes.get(Integer.parseInt(reference) - 1)).isEqualTo(expected);
      next(at, actions);
    }
    assertThat(at).containsOnly(0);
  }

  private static BigFraction fraction(String text) {
    String[] parts = text.split("/", -1);
    BigFraction top = decimal(parts[0]);
    return parts.length == 1 ? top : top.divide(decimal(parts[1]));
  }

  private static BigFraction decimal(String text) {
    BigDecimal value = new BigDecimal(text);
    return value.scale() <= 0
        ? new BigFraction(value.toBigIntegerExact())
        : new BigFraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
  }
}
