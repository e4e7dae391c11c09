package org.medchain.day.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medchain.client.proof.RecordProof;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.MalformedInput;

/** PROC-6, PROC-14: what a proof of existence takes. */
class ProofCostTest {
  private static final SampleProofs FOUR = new SampleProofs(new Ed25519(), 4);

  @Test
  void atFourNodesItHasFourKibibytesOrLess() {
    ProofCost cost = ProofCost.of(FOUR, new Ed25519(), 4, 1, 1);
    assertThat(cost.bytes()).isLessThanOrEqualTo(4096);
    assertThat(cost.keepsLimit()).contains(true);
    assertThat(cost.signatures()).isEqualTo(2 + 3);
  }

  /** Each change of members adds its proof; the check follows them to the last. */
  @Test
  void epochsAreFollowed() {
    int before = 0;
    for (int epochs : new int[] {1, 2, 5}) {
      Bytes proof = FOUR.after(epochs).encoded();
      RecordProof read = Decoder.decode(proof, RecordProof.CODEC::decode);
      assertThat(FOUR.verifier().flawIn(read)).isEmpty();
      assertThat(read.epochs()).hasSize(epochs - 1);
      assertThat(proof.size()).isGreaterThan(before);
      before = proof.size();
    }
  }

  /** PBFT-21: the proof of a late change is as long as that of an early one. */
  @Test
  void eachChangeAddsTheSame() {
    int change = FOUR.after(2).epochs().getFirst().size();
    for (int epochs : new int[] {6, 11, 21}) {
      assertThat(FOUR.after(epochs).epochs()).extracting(Bytes::size).containsOnly(change);
    }
  }

  /** PROC-7: with a change of members left out, or a byte changed, nothing is proved. */
  @Test
  void aChangedHistoryProvesNothing() {
    RecordProof proof = FOUR.after(3);
    RecordProof shorter =
        new RecordProof(
            proof.genesis(),
            proof.epochs().subList(1, 2),
            proof.headers(),
            proof.certificate(),
            proof.acceptance());
    assertThat(FOUR.verifier().flawIn(shorter)).isPresent();
    byte[] bytes = proof.encoded().toArray();
    for (int i = 0; i < bytes.length; i += 7) {
      bytes[i] ^= 1;
      assertThat(isRefused(Bytes.of(bytes))).as("byte " + i).isTrue();
      bytes[i] ^= 1;
    }
  }

  private static boolean isRefused(Bytes bytes) {
    try {
      return FOUR.verifier().flawIn(Decoder.decode(bytes, RecordProof.CODEC::decode)).isPresent();
    } catch (MalformedInput e) {
      return true;
    }
  }
}
