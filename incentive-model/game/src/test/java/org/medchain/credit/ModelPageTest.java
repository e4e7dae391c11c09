package org.medchain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.game.Game;

/** The page that states the model has the games that are solved: GAME-10. */
class ModelPageTest {
  private static final CreditParameters STANDARD = CreditParameters.standard();
  private static final CreditParameters TRAPS =
      STANDARD
          .with(Parameter.TRAP_SHARE, 0.1)
          .with(Parameter.TRAP_REWARD, 8)
          .with(Parameter.TRAP_PENALTY, 8);

  /** The rows of a matrix as the page has them. */
  private static List<String> rows(Game game) {
    List<String> rows = new ArrayList<>();
    for (int upload = 0; upload < game.actionCount(0); upload++) {
      StringBuilder row = new StringBuilder("| " + game.players().get(0).actions().get(upload));
      for (int look = 0; look < game.actionCount(1); look++) {
        double provider = game.payoff(0, upload, look);
        double committee = game.payoff(1, upload, look);
        row.append(String.format(Locale.ROOT, " | %.4f, %.4f", provider + 0.0, committee + 0.0));
      }
      rows.add(row + " |");
    }
    return rows;
  }

  @Test
  void theMatricesAreThoseOfTheGame() throws IOException {
    List<String> page = Files.readAllLines(Repository.file("incentive-model/MODEL.md"));
    for (String head : List.of("standard", "traps")) {
      int at = page.indexOf("| " + head + " | look | pass |") + 2;
      CreditParameters p = head.equals("traps") ? TRAPS : STANDARD;
      assertThat(page.subList(at, at + 3)).isEqualTo(rows(CreditGames.committeeGame(p)));
    }
  }

  /** The page's formulas, once more from the parameters alone. */
  @Test
  void theFormulasAreThoseOfTheGame() {
    for (CreditParameters p :
        List.of(
            STANDARD,
            TRAPS,
            TRAPS
                .with(Parameter.MISS, 0.2)
                .with(Parameter.EVALUATION_QUORUM, 2)
                .with(Parameter.AUDIT_SHARE, 0.7)
                .with(Parameter.VERIFIER_PENALTY, 3)
                .with(Parameter.FALSE_PENALTY, 60)
                .with(Parameter.BOND, 7))) {
      Game game = CreditGames.committeeGame(p);
      double missed = p.of(Parameter.MISS);
      double alarm = p.of(Parameter.FALSE_ALARM);
      for (int look = 0; look < 2; look++) {
        double onHonest = look == 0 ? alarm : 0;
        double onFalse = look == 0 ? 1 - missed : 0;
        double[] provider = {
          provider(p, onHonest, p.of(Parameter.USER_ALARM), 0, CashPayoffs.honestCost(p)),
          provider(
              p,
              onFalse,
              p.of(Parameter.USER_DETECTION),
              p.of(Parameter.FALSE_GAIN),
              p.of(Parameter.FALSE_COST)),
          0
        };
        double t = p.of(Parameter.TRAP_SHARE);
        double cost = look == 0 ? p.of(Parameter.VERIFYING_COST) : 0;
        double always = t * trap(p, onFalse) - cost;
        double slash =
            p.of(Parameter.AUDIT_SHARE)
                * p.of(Parameter.CASH_PER_POINT)
                * (p.of(Parameter.VERIFIER_REWARD) + p.of(Parameter.VERIFIER_PENALTY));
        double[] committee = {
          (1 - t) * vote(p, onHonest) + always,
          (1 - t) * (vote(p, onFalse) - (1 - onFalse) * slash) + always,
          always
        };
        for (int upload = 0; upload < 3; upload++) {
          assertThat(game.payoff(0, upload, look)).isCloseTo(provider[upload], within(1e-9));
          assertThat(game.payoff(1, upload, look)).isCloseTo(committee[upload], within(1e-9));
        }
      }
    }
  }

  private static double provider(
      CreditParameters p, double rejectProbability, double users, double gain, double cost) {
    int n = p.intValue(Parameter.VERIFIERS);
    int k = p.intValue(Parameter.QUORUM);
    double accepted = atLeast(n, 1 - rejectProbability, k);
    int buyers = p.intValue(Parameter.QUERIES);
    int asked = p.intValue(Parameter.EVALUATION_QUORUM);
    double turned = asked == 0 ? 0 : atLeast(buyers, users, Math.max(asked, buyers / 2 + 1));
    double convicted = atLeast(n, rejectProbability, k) + accepted * turned;
    double point = p.of(Parameter.CASH_PER_POINT);
    double loss =
        Math.min(p.of(Parameter.FALSE_PENALTY), p.of(Parameter.BALANCE) + p.of(Parameter.BOND));
    return accepted * (point * p.of(Parameter.UPLOAD_REWARD) + gain)
        - convicted * point * loss
        - cost;
  }

  private static double vote(CreditParameters p, double calls) {
    return p.of(Parameter.CASH_PER_POINT)
        * (calls * side(p, calls) + (1 - calls) * side(p, 1 - calls));
  }

  /** What a vote for one side pays, where others vote for it with chance {@code same}. */
  private static double side(CreditParameters p, double same) {
    int others = p.intValue(Parameter.VERIFIERS) - 1;
    int k = p.intValue(Parameter.QUORUM);
    return p.of(Parameter.VERIFIER_REWARD) * atLeast(others, same, k - 1)
        - p.of(Parameter.VERIFIER_PENALTY) * atLeast(others, 1 - same, k);
  }

  private static double trap(CreditParameters p, double calls) {
    return p.of(Parameter.CASH_PER_POINT)
        * (calls * p.of(Parameter.TRAP_REWARD) - (1 - calls) * p.of(Parameter.TRAP_PENALTY));
  }

  /** P(Bin(n, chance) ≥ least), by its terms. */
  private static double atLeast(int n, double chance, int least) {
    return IntStream.rangeClosed(Math.max(0, least), n)
        .mapToDouble(
            hits ->
                choose(n, hits)
                    * StrictMath.pow(chance, hits)
                    * StrictMath.pow(1 - chance, n - hits))
        .sum();
  }

  private static double choose(int n, int hits) {
    double ways = 1;
    for (int each = 1; each <= hits; each++) {
      ways = ways * (n - hits + each) / each;
    }
    return ways;
  }
}
