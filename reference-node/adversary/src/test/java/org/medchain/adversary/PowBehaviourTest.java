package org.medchain.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Transaction;

/** ADV-40 to ADV-42 against correct miners. */
@Tag("statistical")
class PowBehaviourTest {
  private static final double[] FORTY = {0.4, 0.2, 0.2, 0.2};

  /** Eyal and Sirer (2014), equation 8. */
  private static double revenue(double alpha, double gamma) {
    double rest = 1 - alpha;
    double own = alpha * rest * rest * (4 * alpha + gamma * (1 - 2 * alpha)) - Math.pow(alpha, 3);
    return own / (1 - alpha * (1 + (2 - alpha) * alpha));
  }

  // ADV-40; a rival block reaches a node in 1 ms, the selfish answer to it in 2, so γ is near 0.
  @Test
  void selfishMinerEarnsWhatThePaperSays() {
    PowRun run = new PowRun(1, FORTY).with(0, new ByzantineBehaviour.SelfishMining()).start();
    run.network.run(500_000);
    assertThat(run.chainOf(1).size()).isGreaterThan(1000);
    assertThat(run.shareOf(0, 1)).isCloseTo(revenue(0.4, 0.05), within(0.04));
  }

  @Test
  void honestMinerEarnsItsShare() {
    PowRun run = new PowRun(1, FORTY).start();
    run.network.run(500_000);
    assertThat(run.shareOf(0, 1)).isCloseTo(0.4, within(0.03));
  }

  private static final class Spend {
    final PowRun run;
    final Transaction payment;
    final Transaction replacement;

    Spend(long seed, double share, int premined, int deficit) {
      double rest = (1 - share) / 3;
      run = new PowRun(seed, share, rest, rest, rest);
      payment = run.network.request("payer", 1, "to the victim");
      replacement = run.network.request("payer", 1, "to the payer");
      run.spending(payment, replacement)
          .with(0, new ByzantineBehaviour.DoubleSpend(5, premined, deficit))
          .start();
      run.network.run(60_000);
    }

    private boolean holds(int node, Transaction transaction) {
      return run.chainOf(node).values().stream()
          .map(Block::transactions)
          .anyMatch(all -> all.contains(transaction));
    }
  }

  // ADV-41
  @Test
  void strongMinerSpendsTwice() {
    Spend spend = new Spend(2, 0.75, 1, 30);
    assertThat(spend.holds(1, spend.replacement)).isTrue();
    assertThat(spend.holds(1, spend.payment)).isFalse();
    // The victim has seen it confirmed before it was gone.
    assertThat(spend.run.network.nodes.get(1).reverted).isGreaterThanOrEqualTo(2);
    assertThat(repliesTo(spend)).isNotEmpty();
  }

  private static List<Output> repliesTo(Spend spend) {
    return spend.run.network.nodes.get(1).said.stream()
        .filter(
            output ->
                output instanceof Output.Reply reply
                    && reply.client().equals(spend.payment.request().sender()))
        .toList();
  }

  // Nearly half of the hash power often falls behind, stays on its branch and wins nevertheless.
  @Test
  void aBranchThatLagsIsNotLeft() {
    int won = 0;
    for (long seed = 1; seed <= 12; seed++) {
      Spend spend = new Spend(seed, 0.48, 1, 30);
      if (spend.holds(1, spend.replacement)) {
        won++;
        assertThat(spend.run.network.nodes.get(0).reverted).isLessThan(3);
      }
    }
    assertThat(won).isGreaterThanOrEqualTo(9);
  }

  @Test
  void weakMinerGivesUp() {
    Spend spend = new Spend(3, 0.1, 0, 3);
    assertThat(spend.holds(1, spend.payment)).isTrue();
    assertThat(spend.holds(1, spend.replacement)).isFalse();
    // It follows the others again.
    assertThat(spend.run.chainOf(0).lastKey())
        .isCloseTo(spend.run.chainOf(1).lastKey(), within(2L));
    assertThat(spend.holds(0, spend.payment)).isTrue();
  }

  // ADV-42
  @Test
  void victimOfAnEclipseFollowsAnotherChain() {
    long untilNs = TestNetwork.START_NS + 20_000 * TestNetwork.MS;
    PowRun run =
        new PowRun(4, 0.3, 0.1, 0.3, 0.3)
            .during(new ActivePeriod(0, untilNs))
            .with(0, new ByzantineBehaviour.Eclipse(List.of(1)));
    run.network.loss =
        (from, to, envelope) -> {
          int victim = 1;
          int sender = run.network.members().indexOf(from);
          int receiver = run.network.members().indexOf(to);
          boolean crosses =
              (sender == victim && receiver > 1) || (receiver == victim && sender > 1);
          return crosses && run.network.nowNs() < untilNs;
        };
    run.start();
    run.network.run(19_000);
    assertThat(run.chainOf(1).get(5L)).isEqualTo(run.chainOf(0).get(5L));
    assertThat(run.chainOf(1).get(5L)).isNotEqualTo(run.chainOf(2).get(5L));
    run.network.run(20_000);
    assertThat(run.chainOf(1).get(5L)).isEqualTo(run.chainOf(2).get(5L));
    assertThat(run.chainOf(0).get(5L)).isEqualTo(run.chainOf(2).get(5L));
  }
}
