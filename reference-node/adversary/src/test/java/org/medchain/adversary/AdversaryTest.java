package org.medchain.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** ADV-1, ADV-2, ADV-6, ADV-21: rules that hold for every behaviour, and serving nonsense. */
@Tag("statistical")
class AdversaryTest {
  private static final int REQUESTS = 8;

  private static final List<ByzantineBehaviour> RESTLESS =
      List.of(
          new ByzantineBehaviour.Replay(0.2, 30),
          new ByzantineBehaviour.Slowness(0, 5),
          new ByzantineBehaviour.Corruption(
              ByzantineBehaviour.NormalCasePhase.PREPARE,
              ByzantineBehaviour.CorruptedField.DIGEST,
              0,
              0.5),
          new ByzantineBehaviour.Forgery());

  private static final PbftRun OBEYS = new PbftRun(4, 2).run(REQUESTS, 200);

  private static Hash said(PbftRun run, int node) {
    StringBuilder text = new StringBuilder();
    for (Output output : run.network.nodes.get(node).said) {
      text.append(output).append('\n');
    }
    return Hash.of(Bytes.utf8(text.toString()));
  }

  // ADV-6
  @Test
  void oneSeedGivesOneRun() {
    Hash first =
        said(new PbftRun(4, 9).with(1, RESTLESS.toArray(ByzantineBehaviour[]::new)).run(8, 500), 1);
    Hash again =
        said(new PbftRun(4, 9).with(1, RESTLESS.toArray(ByzantineBehaviour[]::new)).run(8, 500), 1);
    Hash other =
        said(
            new PbftRun(4, 10).with(1, RESTLESS.toArray(ByzantineBehaviour[]::new)).run(8, 500), 1);
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  // SplitMix64 never changes: these are the first numbers of seed 0 in every implementation.
  @Test
  void drawsAreThoseOfTheAlgorithm() {
    AdversaryRandom draws = new AdversaryRandom(0);
    assertThat(draws.next()).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(draws.next()).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(draws.next()).isEqualTo(0x06C45D188009454FL);
  }

  static Stream<ByzantineBehaviour> all() {
    return Stream.concat(
        PbftBehaviourTest.cases().map(PbftBehaviourTest.Case::behaviour),
        Stream.of(
            new ByzantineBehaviour.Sharing(),
            new ByzantineBehaviour.WrongSnapshots(),
            new ByzantineBehaviour.SelfishMining(),
            new ByzantineBehaviour.Eclipse(List.of(2))));
  }

  // ADV-2: the period has not begun, so the member does exactly what a correct one does.
  @ParameterizedTest
  @MethodSource("all")
  void whileItIsOffTheMemberObeys(ByzantineBehaviour behaviour) {
    ActivePeriod later = new ActivePeriod(Long.MAX_VALUE - 1, Long.MAX_VALUE);
    PbftRun wrapped = new PbftRun(4, 2).during(later, 0, behaviour).run(REQUESTS, 200);
    assertThat(said(wrapped, 0)).isEqualTo(said(OBEYS, 0));
  }

  // ADV-21: node 3 falls far behind and asks one of the three others, any, for the state first.
  @Test
  void wrongSnapshotsAreServedAndDoNotHarm() {
    int served = 0;
    for (int liar = 0; liar < 3; liar++) {
      PbftRun run = cutOff(liar, new ByzantineBehaviour.WrongSnapshots());
      served += MisbehaviourEvidence.said(run, liar, SnapshotPart.class).size();
    }
    assertThat(served).isPositive();
  }

  // ADV-19: and so are empty proofs of the checkpoint that it is to fetch.
  @Test
  void checkpointsWithoutProofDoNotHarm() {
    int shown = 0;
    for (int liar = 0; liar < 3; liar++) {
      ByzantineBehaviour lying =
          new ByzantineBehaviour.LyingCheckpoint(ByzantineBehaviour.FalseCheckpointKind.NO_PROOF);
      PbftRun run = cutOff(liar, lying);
      shown +=
          MisbehaviourEvidence.said(run, liar, StableCheckpoint.class).stream()
              .filter(each -> each.certificate().votes().isEmpty())
              .toList()
              .size();
    }
    assertThat(shown).isPositive();
  }

  /** Node 3 hears and says nothing for a second. */
  private static PbftRun cutOff(int liar, ByzantineBehaviour behaviour) {
    PbftRun run = new PbftRun(4, 4).with(liar, behaviour);
    long untilNs = TestNetwork.START_NS + 1_000_000_000;
    PublicKey cut = run.network.members().key(3);
    run.network.loss =
        (from, to, envelope) ->
            run.network.nowNs() < untilNs && (to.equals(cut) || from.equals(cut));
    run.run(30, 1200);
    run.network.submit("client 0", 31, 1);
    run.network.run(4000);
    assertThat(run.disagreements()).isEmpty();
    assertThat(run.network.nodes.get(3).host.restored()).isPresent();
    assertThat(run.network.nodes.get(3).host.height())
        .isEqualTo(run.network.nodes.get(0).host.height());
    return run;
  }
}
