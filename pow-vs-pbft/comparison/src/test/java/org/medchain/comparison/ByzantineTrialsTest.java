package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.comparison.TestTrials.cell;
import static org.medchain.comparison.TestTrials.config;
import static org.medchain.comparison.TestTrials.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.ConfirmationConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.FinalityConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.PowConfig.HashShare;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;

/** ADV-3, CMP-40, CMP-43, CMP-44: trials with Byzantine nodes that the config names. */
@Tag("statistical")
class ByzantineTrialsTest {
  private static AdversaryConfig always(ByzantineBehaviour behaviour, Integer... nodes) {
    return AdversaryConfig.always(List.of(nodes), behaviour);
  }

  private static ExperimentConfig with(AdversaryConfig... adversaries) {
    return config(4, List.of(adversaries), List.of());
  }

  /** Every kind, under every protocol that it means something to; twins are linked to all. */
  static Stream<Arguments> everyKind() {
    List<Arguments> all = new ArrayList<>();
    for (ByzantineBehaviour sample : ByzantineBehaviour.defaults()) {
      ByzantineBehaviour behaviour =
          switch (sample) {
            case ByzantineBehaviour.Twins it ->
                new ByzantineBehaviour.Twins(List.of(1, 2), List.of(2, 3));
            // Node 0 is the primary, whose proposals are its PREPAREs.
            case ByzantineBehaviour.Corruption it ->
                new ByzantineBehaviour.Corruption(
                    ByzantineBehaviour.NormalCasePhase.COMMIT,
                    it.field(),
                    it.step(),
                    it.probability());
            default -> sample;
          };
      for (ProtocolKind protocol : ProtocolKind.values()) {
        all.add(Arguments.of(behaviour, protocol));
      }
    }
    return all.stream();
  }

  private static final Map<ProtocolKind, String> WITHOUT = new EnumMap<>(ProtocolKind.class);

  @ParameterizedTest
  @MethodSource("everyKind")
  void oneByzantineOfFourIsTolerated(ByzantineBehaviour behaviour, ProtocolKind protocol) {
    ExperimentConfig config = with(always(behaviour, 0));
    TrialResult result = run(protocol, config);
    assertThat(result.byzantine()).isEqualTo(behaviour.appliesTo(protocol.votes()) ? 1 : 0);
    assertThat(result.expectedLive()).isTrue();
    assertThat(result.chain().agreementViolations()).isZero();
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    String without = WITHOUT.computeIfAbsent(protocol, same -> run(protocol, with()).traceHash());
    if (!behaviour.appliesTo(protocol.votes())) {
      assertThat(result.traceHash()).isEqualTo(without);
    } else if (!isSeenOnlyBesideOthers(behaviour)) {
      assertThat(result.traceHash()).isNotEqualTo(without);
      assertThat(run(protocol, config).traceHash()).isEqualTo(result.traceHash());
    }
  }

  /**
   * No view changes, catching up, checkpoints, snapshots and colluders in a short run without other
   * faults.
   */
  private static boolean isSeenOnlyBesideOthers(ByzantineBehaviour behaviour) {
    return switch (behaviour) {
      case ByzantineBehaviour.LyingViewChange it -> true;
      case ByzantineBehaviour.LyingNewView it -> true;
      case ByzantineBehaviour.LyingCheckpoint it -> true;
      case ByzantineBehaviour.LyingStatus it -> true;
      case ByzantineBehaviour.WrongSnapshots it -> true;
      case ByzantineBehaviour.Sharing it -> true;
      default -> false;
    };
  }

  @Test
  void outsideItsPeriodANodeIsCorrectButNotCounted() {
    ByzantineBehaviour silence = new ByzantineBehaviour.Silence(List.of(), List.of());
    TrialResult late =
        run(ProtocolKind.PBFT, with(new AdversaryConfig(List.of(0), 900, 901, silence)));
    assertThat(late.traceHash()).isEqualTo(run(ProtocolKind.PBFT, with()).traceHash());
    assertThat(late.byzantine()).isEqualTo(1);
    TrialResult soon = run(ProtocolKind.PBFT, with(new AdversaryConfig(List.of(0), 1, 2, silence)));
    assertThat(soon.traceHash()).isNotEqualTo(late.traceHash());
    assertThat(soon.verdict()).isEqualTo(TrialOutcome.PASS);
  }

  /** f + 1 = 2 colluding equivocators of four break agreement, which is not promised then. */
  @Test
  void moreThanFBreakAgreementWhichIsNotPromised() {
    ByzantineBehaviour equivocation = new ByzantineBehaviour.Equivocation(List.of());
    TrialResult result = run(ProtocolKind.PBFT, with(always(equivocation, 0, 1)));
    assertThat(result.chain().agreementViolations()).isPositive();
    assertThat(result.expectedLive()).isFalse();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
    assertThat(result.reason().orElseThrow()).contains("agreement is not promised").contains("n");
  }

  /** One height at a time: the copies, whom clients ask the same, come to propose differently. */
  @Test
  void twoTwinsOfFourBreakAgreement() {
    ByzantineBehaviour twins = new ByzantineBehaviour.Twins(List.of(1), List.of(2));
    ExperimentConfig usual = with(always(twins, 0, 3));
    TrialResult result =
        run(
            ProtocolKind.PBFT,
            config(
                usual,
                TestTrials.pbft(1, 64),
                usual.pow(),
                usual.adversaries(),
                usual.faultPlan()));
    assertThat(result.chain().agreementViolations()).isPositive();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
  }

  /** An own item each, and they do not work together: two groups of one break nothing. */
  @Test
  void nodesOfOneItemWorkTogetherAndOthersDoNot() {
    ByzantineBehaviour equivocation = new ByzantineBehaviour.Equivocation(List.of(2));
    TrialResult together = run(ProtocolKind.PBFT, with(always(equivocation, 0, 1)));
    TrialResult apart =
        run(ProtocolKind.PBFT, with(always(equivocation, 0), always(equivocation, 1)));
    assertThat(apart.traceHash()).isNotEqualTo(together.traceHash());
    assertThat(apart.byzantine()).isEqualTo(2);
  }

  @Test
  void behavioursOfOneNodeCombine() {
    AdversaryConfig silent =
        always(
            new ByzantineBehaviour.Silence(
                List.of(), List.of(ByzantineBehaviour.NormalCasePhase.PRE_PREPARE)),
            0);
    AdversaryConfig lying =
        always(
            new ByzantineBehaviour.LyingViewChange(
                ByzantineBehaviour.FalseViewChangeKind.NOTHING_PREPARED),
            0);
    TrialResult one = run(ProtocolKind.PBFT, with(silent));
    TrialResult both = run(ProtocolKind.PBFT, with(silent, lying));
    assertThat(one.chain().viewChanges().orElseThrow()).isPositive();
    assertThat(both.verdict()).as("%s", both.reason()).isEqualTo(TrialOutcome.PASS);
    assertThat(both.byzantine()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"EQUIVOCATION", "LYING"})
  void moreThanFByRateIsNothingToPromise(FaultKind fault) {
    TrialResult result = run(ProtocolKind.PBFT, config(4, fault, 0.5));
    assertThat(result.byzantine()).isEqualTo(2);
    assertThat(result.expectedLive()).isFalse();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
  }

  /** CMP-42: a pool of three of ten has three tenths of the power, and its first node mines. */
  @Test
  void selfishPoolMinesWithThePowerOfAllOfIt() {
    ExperimentConfig config = config(10, FaultKind.SELFISH, 0.3);
    TrialCell cell = cell(ProtocolKind.POW, config);
    List<Integer> pool = FaultAssignment.of(cell).nodes();
    List<Double> shares = HashPowerShares.shares(cell, pool);
    assertThat(shares.get(pool.getFirst())).isEqualTo(0.1 + 0.1 + 0.1);
    assertThat(pool.subList(1, 3)).allMatch(node -> shares.get(node) == 0);
    assertThat(shares.stream().mapToDouble(share -> share).sum()).isBetween(0.999999, 1.000001);
    TrialResult result = run(ProtocolKind.POW, config);
    assertThat(result.byzantine()).isEqualTo(3);
    assertThat(result.chain().byzantineBlockShare()).isPresent();
  }

  private static ExperimentConfig promising(
      ExperimentConfig usual, double attackerShare, double epsilon) {
    return RecordCopy.with(
        usual, "finality", new FinalityConfig(List.of(attackerShare), List.of(epsilon)));
  }

  /** A double spender with almost all the power succeeds, and is seen. */
  @Test
  void doubleSpendIsAViolationWithoutAPromise() {
    ExperimentConfig usual = config(4, FaultKind.CRASH, 0);
    PowConfig pow = usual.pow().with(List.of(new HashShare(0, 0.8)));
    PowConfig impatient = confirming(pow, 2);
    AdversaryConfig spender = always(new ByzantineBehaviour.DoubleSpend(0, 1, 20), 0);
    ExperimentConfig config =
        promising(config(usual, usual.pbft(), impatient, List.of(spender), List.of()), 0.0, 0.01);
    TrialResult result = run(ProtocolKind.POW, config);
    assertThat(result.chain().agreementViolations()).isPositive();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
    assertThat(result.expectedLive()).isFalse();
  }

  /** CMP-4: what finality has to withstand is a setting, and not who attacks in the trial. */
  @Test
  void confirmationsAreForWhatFinalityHasToWithstand() {
    ExperimentConfig usual = config(4, FaultKind.CRASH, 0);
    PowConfig pow = usual.pow().with(List.of(new HashShare(3, 0.2)));
    AdversaryConfig selfish = always(new ByzantineBehaviour.SelfishMining(), 3);
    ExperimentConfig attacked = config(usual, usual.pbft(), pow, List.of(selfish), List.of());
    assertThat(run(ProtocolKind.POW, attacked).chain().confirmations()).hasValue(12);
    assertThat(run(ProtocolKind.POW, config(4, FaultKind.CRASH, 0.5)).chain().confirmations())
        .hasValue(12);
    TrialResult strict = run(ProtocolKind.POW, promising(usual, 0.1, 1e-6));
    assertThat(strict.chain().confirmations()).hasValue(12);
    assertThat(strict.chain().reversalProbability().orElseThrow()).isLessThan(1e-6);
  }

  /** CMP-4: more than the cap allows, and more than a quorum withstands, is another promise. */
  @Test
  void lessThanRequestedIsUnequal() {
    ExperimentConfig asked = promising(config(4, FaultKind.CRASH, 0), 0.4, 0.001);
    TrialResult pow = run(ProtocolKind.POW, asked);
    assertThat(pow.verdict()).isEqualTo(TrialOutcome.UNEQUAL);
    assertThat(pow.chain().confirmations()).hasValue(30);
    assertThat(pow.reason().orElse("")).contains("30 confirmations, the cap, leave ");
    TrialResult pbft = run(ProtocolKind.PBFT, asked);
    assertThat(pbft.verdict()).isEqualTo(TrialOutcome.UNEQUAL);
    assertThat(pbft.reason().orElse(""))
        .startsWith("pbft withstands 1 of 4 nodes, not 0.4 of them");
  }

  /** Attackers against attackers: what both bear, both promise and keep. */
  @Test
  void attackOnSafetyIsEachProtocolsOwn() {
    for (ProtocolKind protocol : List.of(ProtocolKind.PBFT, ProtocolKind.POW)) {
      TrialResult borne = run(protocol, config(4, FaultKind.ATTACK, 0.25));
      assertThat(borne.verdict()).as("%s", borne.reason()).isEqualTo(TrialOutcome.PASS);
      assertThat(borne.byzantine()).isEqualTo(1);
    }
    TrialResult majority = run(ProtocolKind.POW, config(4, FaultKind.ATTACK, 0.75));
    assertThat(majority.chain().agreementViolations()).isPositive();
    assertThat(majority.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
  }

  /** The eclipsed miner believes what its one peer mines for it alone. */
  @Test
  void eclipsedMinerGetsAnotherChain() {
    ExperimentConfig usual =
        config(4, FaultKind.CRASH, 0, TestTrials.open(5, 30), usualSignatures());
    AdversaryConfig eclipse = always(new ByzantineBehaviour.Eclipse(List.of(3)), 0);
    PlannedFault cut = new Fault.Eclipse(3, List.of(0), 0, 40);
    TrialResult result = run(ProtocolKind.POW, config(usual, List.of(eclipse), List.of(cut)));
    assertThat(result.chain().agreementViolations()).isPositive();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
  }

  private static Signatures usualSignatures() {
    return Signatures.SYMBOLIC;
  }

  private static PowConfig confirming(PowConfig usual, int k) {
    return RecordCopy.with(usual, "confirmations", new ConfirmationConfig(k, k));
  }
}
