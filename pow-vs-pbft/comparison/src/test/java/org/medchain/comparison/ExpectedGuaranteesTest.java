package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.comparison.TestTrials.cell;
import static org.medchain.comparison.TestTrials.config;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;

/** CMP-43: what is promised. */
class ExpectedGuaranteesTest {
  private static ExpectedGuarantees of(
      ProtocolKind protocol, int nodes, int liars, PlannedFault... planned) {
    List<AdversaryConfig> adversaries =
        liars == 0
            ? List.of()
            : List.of(
                AdversaryConfig.always(
                    List.of(3, 4, 5).subList(0, liars), new ByzantineBehaviour.Sharing()));
    TrialCell cell = cell(protocol, config(nodes, adversaries, List.of(planned)));
    FaultAssignment faulty = FaultAssignment.of(cell);
    return ExpectedGuarantees.of(cell, faulty);
  }

  /**
   * n = 6 has Q = 4 and f = 1: two Byzantine nodes leave a quorum of honest nodes, and no promise.
   */
  @ParameterizedTest
  @CsvSource({
    "7, 0, 0, true, true, false",
    "7, 2, 0, true, true, false",
    "7, 3, 0, false, false, false",
    "6, 1, 0, true, true, false",
    "6, 2, 0, false, false, false",
    "7, 0, 2, true, true, false",
    "7, 0, 3, false, true, true",
    "7, 1, 2, false, true, false",
    "7, 2, 2, false, true, false",
  })
  void quorums(int nodes, int liars, int crashed, boolean live, boolean agreement, boolean mute) {
    List<Integer> gone = List.of(0, 1, 2).subList(0, crashed);
    ExpectedGuarantees standing =
        crashed == 0
            ? of(ProtocolKind.PBFT, nodes, liars)
            : of(ProtocolKind.PBFT, nodes, liars, new Fault.Crash(gone, 0));
    assertThat(standing.expectedLive()).as("live").isEqualTo(live);
    assertThat(standing.agreementPromised()).as("agreement").isEqualTo(agreement);
    assertThat(standing.quorumImpossible()).as("mute").isEqualTo(mute);
    assertThat(standing.correct()).hasSize(nodes - liars);
    assertThat(standing.honest()).hasSize(nodes - liars - crashed);
  }

  @Test
  void transientFaultsDoNotRemoveHonesty() {
    PlannedFault over = new Fault.Partition(List.of(List.of(0, 1), List.of(2)), 1, 9);
    PlannedFault lasting = new Fault.Partition(List.of(List.of(0, 1), List.of(2)), 1, 1e9);
    assertThat(of(ProtocolKind.PBFT, 4, 0, over).honest()).containsExactly(0, 1, 2, 3);
    assertThat(of(ProtocolKind.PBFT, 4, 0, lasting).honest()).containsExactly(0, 1, 3);
    assertThat(of(ProtocolKind.PBFT, 4, 0, new Fault.Restart(List.of(1), 1, 1e9)).honest())
        .containsExactly(0, 2, 3);
  }

  @Test
  void minersPromiseWhereTheyHearEachOtherAndHaveTheMajority() {
    PlannedFault cut = new Fault.Eclipse(1, List.of(), 1, 9);
    assertThat(of(ProtocolKind.POW, 7, 0).agreementPromised()).isTrue();
    assertThat(of(ProtocolKind.POW, 7, 0, cut).agreementPromised()).isFalse();
    assertThat(of(ProtocolKind.POW, 7, 0, cut).expectedLive()).isTrue();
    assertThat(of(ProtocolKind.POW, 7, 3).expectedLive()).isTrue();
    assertThat(of(ProtocolKind.POW, 6, 3).expectedLive()).isFalse();
    // Confirmations are for f of seven: too few against three.
    assertThat(of(ProtocolKind.POW, 7, 3).agreementPromised()).isFalse();
    assertThat(of(ProtocolKind.POW, 7, 2).agreementPromised()).isTrue();
  }

  @Test
  void silentMinerIsExcludedFromAgreement() {
    PlannedFault silence = new Fault.Silence(List.of(2), 1, Double.POSITIVE_INFINITY);
    assertThat(of(ProtocolKind.POW, 4, 0, silence).agreementNodes(ProofOfWork.PROTOCOL))
        .containsExactly(0, 1, 3);
    assertThat(of(ProtocolKind.PBFT, 4, 0, silence).agreementNodes(Pbft.PROTOCOL))
        .containsExactly(0, 1, 2, 3);
    TrialCell silent = cell(ProtocolKind.POW, config(4, FaultKind.SILENCE, 0.25));
    FaultAssignment faulty = FaultAssignment.of(silent);
    assertThat(ExpectedGuarantees.of(silent, faulty).agreementNodes(ProofOfWork.PROTOCOL))
        .hasSize(3)
        .doesNotContainAnyElementsOf(faulty.nodes());
  }

  /** CONS-16: what configs say of protocols is what the core says. */
  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void configsKnowTheCoresProtocols(ProtocolKind kind) {
    Protocol core = cell(kind, config(4, List.of(), List.of())).consensus();
    assertThat(core.key()).isEqualTo(kind.key());
    assertThat(core.faults().equals(Protocol.FaultModel.BYZANTINE)).isEqualTo(kind.votes());
    assertThat(core.isFinal()).isEqualTo(kind.votes());
    assertThat(core.searches()).isEqualTo(kind.reads("sealed") || kind.reads("pow"));
  }
}
