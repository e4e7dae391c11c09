package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/** POW-3, POW-4, POW-6, POW-27 at their edges: exactly as much as is allowed is allowed. */
class BlockValidityTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final PowParameters parameters = fixture.parameters(1);
  private final BlockValidity rules = new BlockValidity(parameters);
  private final long genesisNs = ConsensusTestChain.GENESIS_MS * 1_000_000;

  private Transaction[] requests(int count) {
    List<Transaction> all = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      all.add(fixture.request("alice", i));
    }
    return all.toArray(new Transaction[0]);
  }

  private Optional<String> fault(PowFixture.Made made) {
    return rules.contextFreeFault(made.block(), genesisNs);
  }

  /** POW-6: only the header says how many transactions there are. */
  @Example
  void aBlockMayBeFullAndNoMore() {
    int most = parameters.batch().transactions();
    PowFixture.Made full = fixture.child(fixture.genesis, 0, requests(most));
    PowFixture.Made fuller = fixture.child(fixture.genesis, 0, requests(most + 1));
    assertThat(fault(full)).isEmpty();
    assertThat(fault(fuller)).contains("the block is larger than a block may be");
    for (PowFixture.Made made : List.of(full, fuller)) {
      Header header = made.block().header();
      assertThat(rules.contextFreeFault(header, header.hash(), genesisNs)).isEqualTo(fault(made));
    }
  }

  /** POW-4: no certificate covers an unsigned request in a mined block. */
  @Example
  void aBlockWithAnUnsignedRequestIsRefused() {
    RequestId name = new RequestId(fixture.keys("alice").publicKey(), 1);
    Transaction unsigned = Transaction.unsigned(name, 1, Bytes.utf8("synthetic record"));
    assertThat(fault(fixture.child(fixture.genesis, 0, fixture.request("bob", 1)))).isEmpty();
    assertThat(fault(fixture.child(fixture.genesis, 0, fixture.request("bob", 1), unsigned)))
        .contains("a request is not signed");
  }

  /** POW-3: the parent's own time is late enough, and the tolerance itself is not too far. */
  @Example
  void theTimestampMayBeAtEitherEdge() {
    long tolerance = fixture.chain.clockToleranceMs();
    assertThat(fault(fixture.childAfter(fixture.genesis, 0, tolerance))).isEmpty();
    assertThat(fault(fixture.childAfter(fixture.genesis, 0, tolerance + 1)))
        .contains("the timestamp is too far ahead");
    Header parent = fixture.genesis.block().header();
    for (long after : new long[] {0, 1}) {
      Header child = fixture.header(fixture.genesis, List.of(), 0, after);
      assertThat(rules.contextualFault(child, parent, height -> parent)).isEmpty();
    }
    Header early = fixture.header(fixture.genesis, List.of(), 0, -1);
    assertThat(rules.contextualFault(early, parent, height -> parent))
        .contains("the timestamp is before the parent's");
  }

  /** POW-27, decision 0080: a window takes less than 2^61 ms, so that four of it still count. */
  @Example
  void aWindowMayTakeAsLongAsCanBeCounted() {
    for (int window : new int[] {2, 2_016}) {
      long longestMs = Long.MAX_VALUE / 4 / window;
      DifficultyRule.Windowed slow =
          new DifficultyRule.Windowed(window, longestMs, PowFixture.EASY);
      assertThat(slow.retargeted(PowFixture.EASY, (window - 1) * longestMs))
          .isEqualTo(PowFixture.EASY);
      assertRefused(() -> new DifficultyRule.Windowed(window, longestMs + 1, PowFixture.EASY));
    }
  }
}
