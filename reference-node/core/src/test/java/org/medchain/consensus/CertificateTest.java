package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.pow.WorkCertificate;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.network.Membership;

/** CONS-7: every kind of certificate names the block that it is about. */
class CertificateTest {
  private static final long HEIGHT = 7;

  private static Header header() {
    Hash any = Hash.of(Bytes.utf8("any"));
    return new Header(
        Header.VERSION,
        any,
        ConsensusTestChain.GENESIS_MS,
        MerkleTree.EMPTY_ROOT,
        0,
        HEIGHT,
        any,
        MerkleTree.EMPTY_ROOT,
        Difficulty.ofCoefficient(2),
        RandomString.ZERO);
  }

  @Test
  void bothKindsNameTheirBlock() {
    Header header = header();
    for (Certificate certificate :
        List.of(
            new WorkCertificate(header),
            new QuorumCertificate(0, HEIGHT, header.hash(), List.of()))) {
      assertThat(certificate.height()).isEqualTo(HEIGHT);
      assertThat(certificate.block()).isEqualTo(header.hash());
    }
  }

  /** A third party needs only the header. */
  @Test
  void workConvincesUnderItsTargetOnly() {
    Membership members = new Membership(List.of());
    for (int counter = 0; counter < 20; counter++) {
      Header header = header().with(new RandomString(0, counter));
      boolean isMet = header.difficulty().isMetBy(header.hash());
      assertThat(new WorkCertificate(header).suffices(members)).isEqualTo(isMet);
      assertThat(new WorkCertificate(header).attestations()).isEmpty();
    }
  }
}
