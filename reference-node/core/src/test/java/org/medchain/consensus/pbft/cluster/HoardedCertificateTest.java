package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;

/** PBFT-39: one member shows a certificate in VIEW-CHANGEs and hides its block. */
class HoardedCertificateTest {
  private static final int HOARDER = 3;

  private static final Set<Integer> DECISIONS =
      Set.of(Commit.TYPE.code(), DecidedBlock.TYPE.code(), FetchedBlock.TYPE.code());

  private final PbftCluster cluster = new PbftCluster(new TestCommittee(4, 3));

  private Predicate<PbftCluster.Flight> of(int code, int from, int to) {
    return flight ->
        (code < 0 || flight.envelope().code() == code)
            && (from < 0 || flight.from().equals(cluster.committee.key(from)))
            && (to < 0 || flight.to().equals(cluster.committee.key(to)));
  }

  /** The hoarder's decisions reach nobody, and the third's VIEW-CHANGEs come too late. */
  private Predicate<PbftCluster.Flight> hoarded() {
    return of(-1, HOARDER, -1)
        .and(flight -> DECISIONS.contains(flight.envelope().code()))
        .or(of(ViewChange.TYPE.code(), 2, -1));
  }

  /** The COMMITs of these blocks reach only the hoarder; the next primary may lack the blocks. */
  @ParameterizedTest
  @CsvSource({"1,false", "2,false", "3,false", "1,true", "2,true", "3,true"})
  void theOthersDecideWhatItsCertificateNames(int blocks, boolean nextPrimaryLacksThem) {
    Predicate<PbftCluster.Flight> lost =
        of(Commit.TYPE.code(), -1, HOARDER).negate().and(of(Commit.TYPE.code(), -1, -1));
    cluster.lose(
        nextPrimaryLacksThem ? lost.or(of(PrePrepare.TYPE.code(), -1, 1)).or(hoarded()) : lost);
    for (int i = 0; i < blocks; i++) {
      cluster.submit("alice");
    }
    cluster.deliver();
    assertThat(cluster.replica(HOARDER).decidedHeight()).isEqualTo(blocks);
    assertThat(cluster.replica(0).decidedHeight()).isZero();
    cluster.lose(hoarded());
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    cluster.fireAll(PbftTimers.RETRANSMIT);
    for (int node = 0; node < HOARDER; node++) {
      assertThat(cluster.replica(node).decidedHeight()).as("node %d", node).isEqualTo(blocks);
    }
    cluster.order("bob", 1);
    assertThat(cluster.accepted()).hasSize(blocks + 1);
    assertThat(ViewNumbers.number(cluster.replica(0).view())).as("one view is enough").isEqualTo(1);
  }
}
