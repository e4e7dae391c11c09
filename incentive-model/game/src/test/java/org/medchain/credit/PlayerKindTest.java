package org.medchain.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;

/** GAME-34: a kind of player of one's own joins a game, whose payoffs stay those of the rules. */
class PlayerKindTest {
  /** Sets the penalty, and likes the sum of what it sees. */
  private record Ruler(String name, Parameter parameter, List<Integer> values)
      implements PlayerKind {
    @Override
    public String sentence() {
      return "sets " + parameter.key();
    }

    @Override
    public List<String> actions() {
      return List.of("low", "high");
    }

    @Override
    public CreditParameters under(CreditParameters p, int action) {
      return p.with(parameter, values.get(action));
    }

    @Override
    public BigFraction payoff(CreditParameters p, int action, List<String> others) {
      return p.exact(parameter).add(String.join(" ", others).length());
    }
  }

  @Test
  void severalJoinOneAfterTheOther() {
    PlayerKind fines = new Ruler("fines", Parameter.FALSE_PENALTY, List.of(1, 40));
    PlayerKind gifts = new Ruler("gifts", Parameter.UPLOAD_REWARD, List.of(2, 9));
    CreditParameters p = CreditParameters.paper();
    Game both = gifts.join(each -> fines.join(q -> CreditGames.uploadGame(q, 100), each), p);
    CreditParameters met = p.with(Parameter.FALSE_PENALTY, 40).with(Parameter.UPLOAD_REWARD, 2);
    assertThat(both.exactPayoff(0, 1, 1, 0))
        .isEqualTo(CreditGames.uploadGame(met, 100).exactPayoff(0, 1));
    assertThat(both.exactPayoff(2, 1, 1, 0)).isEqualTo(new BigFraction(2 + "false high".length()));
    assertThat(PlayerKind.all()).isEmpty();
  }
}
