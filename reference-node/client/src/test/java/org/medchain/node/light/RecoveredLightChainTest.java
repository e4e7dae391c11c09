package org.medchain.node.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import org.medchain.consensus.inspection.LogInspector.SurvivingChain;
import org.medchain.consensus.inspection.UnacceptedRecoveryException;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.Attestation;
import org.medchain.node.ledger.InvalidProofException;

/** A light client and the recovery of a chain without a quorum (PBFT-42). */
class RecoveredLightChainTest {
  /**
   * LIGHT-14: a client follows the center's signature only if it has accepted it. Then certified
   * headers above its block are void.
   */
  @Example
  void aRecoveryIsAskedForAndThenFollowed() throws InvalidProofException {
    Epochs start =
        Epochs.of(
            LightChainTest.LEDGER.genesis.chain(), LightChainTest.LEDGER.genesis.membership());
    SurvivingChain left =
        new SurvivingChain(
            List.of(), Map.of(), start, LightChainTest.certificate(2), List.of(), List.of());
    EpochProof recovery =
        left.recovery(
            LightChainTest.LEDGER.center.publicKey(),
            said ->
                LightChainTest.LEDGER.scheme.sign(
                    LightChainTest.LEDGER.center.secretKey(),
                    Attestation.signingBytes(
                        Checkpoint.TYPE.name(),
                        LightChainTest.LEDGER.genesis.chain(),
                        LightChainTest.LEDGER.center.publicKey(),
                        said.encoded())));
    LightChain asking = LightChainTest.fresh();
    asking.append(LightChainTest.headers(1, 4), LightChainTest.certificate(4));
    assertThatThrownBy(() -> asking.advanceEpoch(recovery.encoded()))
        .isInstanceOf(UnacceptedRecoveryException.class)
        .hasMessageContaining("continues above block 2")
        .hasMessageContaining("known here up to height 4");
    assertThat(asking.height()).isEqualTo(4);

    LightChain accepting =
        new LightChain(
            LightChainTest.LEDGER.genesis.accepting(recovery.encoded()),
            LightChainTest.LEDGER.check());
    accepting.append(LightChainTest.headers(1, 4), LightChainTest.certificate(4));
    assertThat(accepting.advanceEpoch(recovery.encoded())).isTrue();
    assertThat(accepting.height()).isEqualTo(2);
    assertThat(accepting.members().members(1).keys())
        .containsExactly(LightChainTest.LEDGER.center.publicKey());
    assertThatThrownBy(
            () -> accepting.append(LightChainTest.headers(3, 4), LightChainTest.certificate(4)))
        .isInstanceOf(InvalidProofException.class);
    assertThatThrownBy(() -> LightChainTest.informed().advanceEpoch(recovery.encoded()))
        .isInstanceOf(UnacceptedRecoveryException.class)
        .hasMessageStartingWith("ALARM");
  }
}
