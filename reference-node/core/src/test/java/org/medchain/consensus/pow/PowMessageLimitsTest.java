package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.Refusals.assertRefused;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/** NET-7, POW-21, POW-27 to POW-33: what messages and parameters cannot say. */
class PowMessageLimitsTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());

  private final Header header = fixture.child(fixture.genesis, 0).block().header();

  private static final int MANY = 10_000;

  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(1), 4, 0);

  private final Transaction request = fixture.request("alice", 1);

  private final List<Transaction> many = Collections.nCopies(MANY, request);

  private static void assertFine(ThrowingCallable made) {
    assertThatCode(made).doesNotThrowAnyException();
  }

  @Example
  void messagesOfWhatThereIs() {
    assertFine(() -> new Announce(Hash.ZERO, 0));
    assertRefused(() -> new Announce(Hash.ZERO, -1));
    assertFine(() -> new CompactBlock(header, List.of()));
    assertRefused(() -> new CompactBlock(header, List.of(new ShortId(1))));
    assertFine(() -> new ShortId((1L << 48) - 1));
    assertRefused(() -> new ShortId(1L << 48));
    assertRefused(() -> new ShortId(-1));
  }

  /** POW-29, POW-33: lists of other nodes are bounded, and a query must not be empty. */
  @Example
  void listsOfSome() {
    assertFine(() -> new GetHeaders(Collections.nCopies(GetHeaders.MAX_LOCATOR_SIZE, Hash.ZERO)));
    assertRefused(
        () -> new GetHeaders(Collections.nCopies(GetHeaders.MAX_LOCATOR_SIZE + 1, Hash.ZERO)));
    assertRefused(() -> new GetHeaders(List.of()));
    assertFine(() -> new Headers(Collections.nCopies(Headers.MAX_HEADERS, header)));
    assertRefused(() -> new Headers(Collections.nCopies(Headers.MAX_HEADERS + 1, header)));
    assertFine(() -> new GetBlockTransactions(Hash.ZERO, List.of(0, 1, 7)));
    assertRefused(() -> new GetBlockTransactions(Hash.ZERO, List.of(0, 0)));
    assertRefused(() -> new GetBlockTransactions(Hash.ZERO, List.of(1, 0)));
    assertRefused(() -> new GetBlockTransactions(Hash.ZERO, List.of(-1)));
    assertRefused(() -> new GetBlockTransactions(Hash.ZERO, List.of()));
    Encoder none = new Encoder().count(0);
    assertMalformed(() -> Decoder.decode(none.toBytes(), HeaderSegment.CODEC::decode))
        .hasMessageContaining("at least one header");
  }

  private PowParameters parameters(int confirmations, int pool, long retransmitNs, int depth) {
    BatchLimits batch = new BatchLimits(8, 10_000, 0);
    return new PowParameters(
        fixture.chain,
        confirmations,
        batch,
        pool,
        retransmitNs,
        new DifficultyRule.Constant(),
        depth,
        Optional.empty());
  }

  @Example
  void parametersAreOneOrMore() {
    assertFine(() -> parameters(1, 1, 1, 1));
    assertRefused(() -> parameters(0, 1, 1, 1));
    assertRefused(() -> parameters(1, 0, 1, 1));
    assertRefused(() -> parameters(1, 1, 0, 1));
    assertRefused(() -> parameters(1, 1, 1, 0));
  }

  /** POW-27: a rule needs time to pass and work to be done. */
  @Example
  void aRuleOfNoTimeOrNoWorkIsNone() {
    assertFine(() -> new DifficultyRule.Windowed(2, 1, PowFixture.EASY));
    assertRefused(() -> new DifficultyRule.Windowed(2, 0, PowFixture.EASY));
    assertRefused(() -> new DifficultyRule.Windowed(1, 1, PowFixture.EASY));
    assertRefused(() -> new DifficultyRule.Windowed(2, Long.MAX_VALUE / 7, PowFixture.EASY));
    assertRefused(() -> new DifficultyRule.Asert(1, 1, Difficulty.NONE));
    assertRefused(() -> new DifficultyRule.Windowed(2, 1, Difficulty.NONE));
    assertFine(() -> new DifficultyRule.Asert(1, 1, PowFixture.EASY));
    assertRefused(() -> new DifficultyRule.Asert(0, 1, PowFixture.EASY));
    assertRefused(() -> new DifficultyRule.Asert(1, 0, PowFixture.EASY));
    DifficultyRule rule = new DifficultyRule.Asert(1, 1, Difficulty.ofCoefficient(1));
    assertThat(rule.allows(fixture.chain, Difficulty.ofCoefficient(1))).isTrue();
    assertThat(rule.allows(fixture.chain, Difficulty.NONE)).as("no work at all").isFalse();
  }

  /** POW-30: a branch on an invalid block is not worth its headers. */
  @Example
  void headersOnAnInvalidBlockAreRefused() {
    PublicKey self = fixture.keys("node 0").publicKey();
    PowState state = new PowState(fixture.parameters(1), new Membership(List.of(self)), self);
    state.nowNs = ConsensusTestChain.GENESIS_MS * 1_000_000;
    BlockNode root = state.tree.head();
    PowFixture.Made one = fixture.child(fixture.genesis, 0);
    PowFixture.Made two = fixture.child(one, 0);
    BlockNode node = state.tree.add(one.block(), root, root.receivedFrom);
    state.tree.invalidate(node);
    Optional<String> fault = Optional.of("an ancestor is invalid");
    assertThat(new PendingHeaders(root).add(one.block().header(), state))
        .as("itself")
        .isEqualTo(fault);
    assertThat(new PendingHeaders(root).add(two.block().header(), state))
        .as("its child")
        .isEqualTo(fault);
  }

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
    Header unsealed =
        ConsensusTestChain.unsealed(fixture.header(fixture.genesis, List.of(request), 1));
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
