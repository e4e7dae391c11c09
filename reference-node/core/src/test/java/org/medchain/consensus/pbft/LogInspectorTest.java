package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;

/** PBFT-18: a log can be checked by who is not its replica. */
class LogInspectorTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final Hash genesis = committee.chain.genesis().hash();
  private final LogInspector reading = new LogInspector(genesis, committee.members);

  @Test
  void whatIsNoEntryIsRefused() {
    assertThatThrownBy(() -> reading.read(Bytes.utf8("no entry")))
        .isInstanceOf(MalformedInput.class);
    assertThatThrownBy(() -> reading.readContext(Bytes.utf8("no context")))
        .isInstanceOf(MalformedInput.class);
    assertThat(reading.stateRoots()).isEmpty();
  }

  @Test
  void theGenesisBlockAloneNeedsNoVotes() {
    assertThat(reading.proves(QuorumCertificate.ofGenesis(genesis))).isTrue();
    assertThat(reading.proves(new QuorumCertificate(0, 1, Hash.MAX, List.of()))).isFalse();
  }
}
