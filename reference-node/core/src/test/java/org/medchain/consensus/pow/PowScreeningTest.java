package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Transaction;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/** NET-7: a proof-of-work node's judgement on a message before any signature is checked. */
class PowScreeningTest {
  private static final int MANY = 10_000;

  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(1), 4, 0);
  private final Transaction request = fixture.request("alice", 1);
  private final List<Transaction> many = Collections.nCopies(MANY, request);

  private Screening screen(String sender, Message message) {
    return node.replica.screen(fixture.keys(sender).publicKey(), message);
  }

  private Screening screen(Message message) {
    return screen("node 1", message);
  }

  private Block block(List<Transaction> transactions) {
    return fixture
        .seal(fixture.genesis, fixture.header(fixture.genesis, transactions, 1), transactions)
        .block();
  }

  @Test
  void onlyMembersCountAndTheOwnEchoDoesNot() {
    Message block = new NewBlock(block(List.of(request)));
    assertThat(screen("mallory", block))
        .isEqualTo(new Screening.Unsound(RejectionReason.UNAUTHORISED, "not a member"));
    assertThat(screen("node 0", block)).isInstanceOf(Screening.Unneeded.class);
    assertThat(screen(block)).isInstanceOf(Screening.Needed.class);
    assertThat(screen("mallory", new Request(request))).isInstanceOf(Screening.Needed.class);
  }

  /** POW-1, POW-6: without work, or too large, it costs no check of its transactions. */
  @Test
  void anInvalidBlockIsRejectedBeforeItsTransactionsAreChecked() {
    assertThat(screen(new NewBlock(block(many)))).isInstanceOf(Screening.Unsound.class);
    Header unsealed = fixture.header(fixture.genesis, List.of(request), 1);
    long salt = 1;
    while (unsealed.difficulty().isMetBy(unsealed.hash())) {
      unsealed = fixture.header(fixture.genesis, List.of(request), ++salt);
    }
    Message worthless = new NewBlock(Block.of(unsealed, List.of(request)));
    assertThat(screen(worthless))
        .isEqualTo(new Screening.Unsound("the hash is not under the target"));
  }

  @Test
  void aKnownBlockIsNotNeeded() {
    node.start();
    Message block = new NewBlock(block(List.of(request)));
    node.hear("node 1", block);
    assertThat(screen(block)).isInstanceOf(Screening.Unneeded.class);
  }

  /** POW-34: as many as are missing, of the block that lacks them. */
  @Test
  void onlyRequestedTransactionsAreNeeded() {
    Block block = block(List.of(request));
    assertThat(screen(new BlockTransactions(block.hash(), many)))
        .isInstanceOf(Screening.Unneeded.class);
    node.start();
    CompactBlock compact = CompactBlock.of(block);
    assertThat(PowTestNode.all(node.hear("node 1", compact), Output.Sign.class))
        .extracting(Output.Sign::message)
        .contains(new GetBlockTransactions(block.hash(), List.of(0)));
    assertThat(screen(new BlockTransactions(block.hash(), many)))
        .isInstanceOf(Screening.Unsound.class);
    assertThat(screen(new BlockTransactions(Hash.ZERO, List.of(request))))
        .isInstanceOf(Screening.Unneeded.class);
    assertThat(screen(new BlockTransactions(block.hash(), List.of(request))))
        .isInstanceOf(Screening.Needed.class);
  }
}
