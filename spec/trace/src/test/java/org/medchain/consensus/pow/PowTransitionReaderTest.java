package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.transition.PowTransitionReader;
import org.medchain.transition.Transition;

/** TRACE-9: what a proof-of-work node did is read off its inputs and outputs. */
class PowTransitionReaderTest {
  private static final int MEMBERS = 4;

  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final PublicKey self = fixture.keys("node 0").publicKey();
  private final PowTransitionReader reader = new PowTransitionReader(self, fixture.chain.genesis());
  private final List<Transition> lines = new ArrayList<>();
  private TestHost host;

  @BeforeEach
  void start() {
    boot();
    host.give(new Input.Started(host.nowNs()));
    lines.clear();
  }

  /** A host with a new replica at the genesis block. */
  private void boot() {
    PowReplica replica =
        new PowReplica(fixture.parameters(2), PowTestNode.members(fixture, MEMBERS), self);
    Replica watched =
        input -> {
          List<Output> outputs = replica.step(input);
          lines.addAll(reader.read(input, outputs));
          return outputs;
        };
    host =
        new TestHost(
            watched,
            fixture.keys("node 0"),
            fixture.scheme,
            fixture.chain.genesis(),
            new HashChainStateMachine(fixture.chain.genesis().header().stateRoot()));
  }

  /** The lines of what follows from a message, except for those of signing. */
  private List<Transition> hear(String sender, Message message) {
    lines.clear();
    Authenticator authenticator =
        new Authenticator(
            fixture.chain.chain(), fixture.scheme, new MessageRegistry(PowMessages.all()));
    Envelope envelope =
        Envelope.seal(fixture.scheme, fixture.chain.chain(), fixture.keys(sender), message);
    AuthenticationResult.Verified verified =
        (AuthenticationResult.Verified) authenticator.authenticate(envelope);
    host.give(new Input.MessageReceived(host.nowNs(), verified));
    return withoutSigning();
  }

  private List<Transition> withoutSigning() {
    return lines.stream()
        .filter(line -> !(line.action().equals("Ignore") && line.input().equals("signed")))
        .toList();
  }

  private List<Transition> mine(Header sealed) {
    lines.clear();
    host.give(new Input.NonceFound(host.nowNs(), sealed));
    return withoutSigning();
  }

  private static List<String> names(List<Transition> transitions) {
    return transitions.stream().map(Transition::action).toList();
  }

  private PowFixture.Made child(PowFixture.Made parent, long salt, Transaction... content) {
    return fixture.child(parent, salt, content);
  }

  /** POW-17: the search for an old template finds nothing. */
  @Test
  void aHeaderForAnOldTemplateIsNoBlock() {
    Header old = ConsensusTestChain.search(host.mining().orElseThrow());
    hear("node 1", new NewBlock(child(fixture.genesis, 1).block()));
    assertThat(names(mine(old))).containsExactly("Ignore");
  }

  /** TRACE-1: what is refused is not taken in, and what no member sends is nothing. */
  @Test
  void aBlockThatIsRefusedIsAHeader() {
    PowFixture.Made good = child(fixture.genesis, 1);
    Header early = fixture.header(good, List.of(), 1, -2);
    Block wrong = fixture.seal(good, early, List.of()).block();
    assertThat(names(hear("node 1", new NewBlock(good.block())))).contains("Adopt");
    assertThat(names(hear("node 1", new NewBlock(wrong)))).containsExactly("ReceiveHeader");
    assertThat(names(hear("node 1", CompactBlock.of(wrong)))).containsExactly("ReceiveHeader");
    Block next = child(good, 2).block();
    assertThat(names(hear("alice", new NewBlock(next)))).containsExactly("Ignore");
  }

  /** An orphan that turns out to be wrong says nothing against the block that it waited for. */
  @Test
  void theBlockThatAWrongOrphanWaitedForIsWhole() {
    PowFixture.Made good = child(fixture.genesis, 1);
    Header early = fixture.header(good, List.of(), 1, -2);
    Block wrong = fixture.seal(good, early, List.of()).block();
    assertThat(names(hear("node 1", new NewBlock(wrong)))).containsExactly("ReceiveBlock");
    assertThat(names(hear("node 1", new NewBlock(good.block()))))
        .containsExactly("ReceiveBlock", "Adopt", "Execute");
  }

  @Test
  void aCompactBlockIsWholeWhenNothingIsMissing() {
    Transaction request = fixture.request("alice", 1);
    Block empty = child(fixture.genesis, 1).block();
    assertThat(names(hear("node 1", CompactBlock.of(empty)))).startsWith("ReceiveBlock", "Adopt");
    Block other = child(fixture.genesis, 2, request).block();
    assertThat(names(hear("node 1", CompactBlock.of(other)))).containsExactly("ReceiveHeader");
    BlockTransactions rest = new BlockTransactions(other.hash(), List.of(request));
    BlockTransactions none = new BlockTransactions(other.hash(), List.of());
    assertThat(names(hear("node 2", rest))).containsExactly("Ignore");
    assertThat(names(hear("node 1", none))).containsExactly("Ignore");
    List<Transition> whole = hear("node 1", rest);
    assertThat(names(whole)).containsExactly("ReceiveBlock");
    assertThat(whole.get(0).block()).contains(other.hash());
    assertThat(names(hear("node 1", rest))).containsExactly("Ignore");
  }

  /** POW-34: other transactions of the same number do not make the block. */
  @Test
  void wrongTransactionsMakeNoBlock() {
    Block block = child(fixture.genesis, 1, fixture.request("alice", 1)).block();
    hear("node 1", CompactBlock.of(block));
    BlockTransactions wrong =
        new BlockTransactions(block.hash(), List.of(fixture.request("alice", 2)));
    assertThat(names(hear("node 1", wrong))).containsExactly("Ignore");
    hear("node 1", CompactBlock.of(block));
    host.fire(PowReplica.RETRANSMIT);
    BlockTransactions late =
        new BlockTransactions(block.hash(), List.of(fixture.request("alice", 1)));
    assertThat(names(hear("node 1", late))).containsExactly("Ignore");
  }

  /** A lost line must not be taken for a node that did nothing. */
  @Test
  void everyInputHasALine() {
    lines.clear();
    host.fire(PowReplica.RETRANSMIT);
    assertThat(lines.get(0).action()).isEqualTo("TimeOut");
    assertThat(lines.get(0).input()).isEqualTo("timer:retransmit");
    lines.clear();
    host.give(new Input.RequestSubmitted(host.nowNs(), fixture.request("alice", 1)));
    assertThat(names(lines)).containsExactly("Ignore");
    assertThat(names(hear("node 1", new Announce(Hash.ZERO, 7)))).containsExactly("Ignore");
    assertThat(names(hear("node 0", new NewBlock(child(fixture.genesis, 1).block()))))
        .containsExactly("Ignore");
  }

  /** Models hold 32 bits, so more work than that is not told apart. */
  @Test
  void workIsCutAtWhatModelsHold() {
    Header hard =
        new Header(
            Header.VERSION,
            fixture.chain.genesis().hash(),
            ConsensusTestChain.GENESIS_MS,
            Hash.ZERO,
            0,
            1,
            Hash.ZERO,
            Hash.ZERO,
            Difficulty.ofCoefficient(1L << 40),
            RandomString.ZERO);
    List<Transition> heard = hear("node 1", new Headers(List.of(hard)));
    assertThat(heard).extracting(Transition::view).containsExactly((long) Integer.MAX_VALUE);
  }
}
