package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MembershipReaderTest {
  /** CLUSTER-21: a recovery under load ends. */
  @Test
  void aLedgerThatGrowsAsFastAsItIsReadIsReadUpToTheHeightThatCounts() throws Exception {
    assertThat(MembershipReader.wholeTo(3, 280, above -> above < 1000 ? 1 : 0)).isEqualTo(280);
    assertThat(MembershipReader.wholeTo(0, 280, above -> above < 1000 ? 256 : 0)).isEqualTo(512);
  }

  @Test
  void aGapEndsIt() throws Exception {
    assertThat(MembershipReader.wholeTo(0, 280, above -> above < 40 ? 8 : 0)).isEqualTo(40);
    assertThat(MembershipReader.wholeTo(7, 7, above -> above < 40 ? 8 : 0)).isEqualTo(7);
  }
}
