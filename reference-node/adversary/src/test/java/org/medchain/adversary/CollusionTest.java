package org.medchain.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.adversary.twins.TwinPartition;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.data.PublicKey;

/** ADV-5, ADV-26, ADV-30: groups and twins; up to f of them nothing breaks, with 2Q − n it does. */
@Tag("statistical")
class CollusionTest {
  private static final int REQUESTS = 10;
  private static final long MS = 4000;

  /** This number of Byzantine members can make two quorums that have no honest member in common. */
  private static int breaking(int nodes) {
    return 2 * new QuorumSizes(nodes).size() - nodes;
  }

  /** The honest members, which come first except for the primary, in two groups. */
  private static List<Integer> half(int nodes, int byzantine, int which) {
    return IntStream.range(1, nodes - byzantine + 1)
        .filter(node -> node % 2 == which)
        .boxed()
        .toList();
  }

  private static List<Integer> group(int nodes, int byzantine) {
    return IntStream.range(0, byzantine).map(i -> i == 0 ? 0 : nodes - i).boxed().toList();
  }

  private static PbftRun equivocators(int nodes, int byzantine) {
    PbftRun run = new PbftRun(nodes, 3);
    List<Integer> second = half(nodes, byzantine, 0);
    for (int member : group(nodes, byzantine)) {
      run.with(member, new ByzantineBehaviour.Equivocation(second));
    }
    return run.run(REQUESTS, MS);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void colludingEquivocatorsBreakAgreementWhereTheoryAllowsIt(int nodes) {
    assertThat(equivocators(nodes, breaking(nodes)).disagreements()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void oneEquivocatorFewerDoesNot(int nodes) {
    int fewer = breaking(nodes) - 1;
    PbftRun run = equivocators(nodes, fewer);
    assertThat(run.disagreements()).isEmpty();
    if (fewer <= new QuorumSizes(nodes).faulty()) {
      run.mustAgreeAndFinish(REQUESTS);
    }
  }

  private static PbftRun twins(int nodes, int twins, long seed) {
    PbftRun run = new PbftRun(nodes, seed);
    Set<Integer> first = Set.copyOf(half(nodes, twins, 1));
    Set<Integer> second = Set.copyOf(half(nodes, twins, 0));
    Set<Integer> all = Set.copyOf(IntStream.range(0, nodes).boxed().toList());
    long healedNs = TestNetwork.START_NS + 500_000_000;
    List<TwinPartition> splits =
        List.of(
            new TwinPartition(TestNetwork.START_NS, first, second),
            new TwinPartition(healedNs, all, all));
    for (int member : group(nodes, twins)) {
      run.withTwins(member, splits);
    }
    return run.run(REQUESTS, MS);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void twinsBreakAgreementWhereTheoryAllowsIt(int nodes) {
    assertThat(twins(nodes, breaking(nodes), 1).disagreements()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void oneTwinFewerDoesNot(int nodes) {
    int fewer = breaking(nodes) - 1;
    for (long seed = 1; seed <= 4; seed++) {
      PbftRun run = twins(nodes, fewer, seed);
      assertThat(run.disagreements()).isEmpty();
      if (fewer <= new QuorumSizes(nodes).faulty()) {
        run.mustAgreeAndFinish(REQUESTS);
      }
    }
  }

  // ADV-7: twins keep one log, and each copy finds its own entries again.
  @Test
  void aTwinSurvivesItsHost() {
    Set<Integer> all = Set.of(0, 1, 2, 3);
    PbftRun run =
        new PbftRun(4, 2)
            .withTwins(
                3,
                List.of(
                    new TwinPartition(TestNetwork.START_NS, Set.of(0, 1), Set.of(1, 2)),
                    new TwinPartition(TestNetwork.START_NS + 300_000_000, all, all)));
    PublicKey twin = run.network.members().key(3);
    for (long ms : new long[] {20, 40, 200}) {
      run.network.after(ms, () -> run.network.nodes.get(3).restart(run.replica(3, twin)));
    }
    run.run(30, MS).mustAgreeAndFinish(30);
    assertThat(run.network.nodes.get(3).host.height()).isGreaterThan(40);
    // Both copies have given up what lies before their last checkpoint.
    assertThat(run.network.nodes.get(3).host.log().size()).isLessThan(200);
  }

  @Test
  void votesWithheldTogetherStopOneNodeAlone() {
    ByzantineBehaviour withheld =
        new ByzantineBehaviour.Silence(
            List.of(1),
            List.of(
                ByzantineBehaviour.NormalCasePhase.COMMIT,
                ByzantineBehaviour.NormalCasePhase.PREPARE));
    PbftRun run = new PbftRun(7, 5).with(5, withheld).with(6, withheld).run(REQUESTS, MS);
    assertThat(MisbehaviourEvidence.codes(run, 5, 1)).doesNotContain(Commit.TYPE.code());
    assertThat(MisbehaviourEvidence.codes(run, 6, 2)).contains(Commit.TYPE.code());
    run.mustAgreeAndFinish(REQUESTS);
  }

  @Test
  void accomplicesShareReceivedMessages() {
    ByzantineBehaviour sharing = new ByzantineBehaviour.Sharing();
    PbftRun run = new PbftRun(7, 5).with(5, sharing).with(6, sharing);
    // The honest ones say nothing to node 6.
    run.network.loss =
        (from, to, envelope) ->
            to.equals(run.network.members().key(6))
                && run.network.members().contains(from)
                && !from.equals(run.network.members().key(5));
    run.run(REQUESTS, MS).mustAgreeAndFinish(REQUESTS);
    assertThat(run.network.nodes.get(6).hashAt(5)).isEqualTo(run.network.nodes.get(1).hashAt(5));
  }
}
