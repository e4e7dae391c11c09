package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/** CONS-3, CONS-12: when each output leaves, and the input that comes back for it. */
class OutputInterpreterTest {
  static final KeyPair KEYS = ConsensusTestChain.keys(new TestSignatures(), "node 0");
  static final PublicKey PEER = ConsensusTestChain.keys(new TestSignatures(), "node 1").publicKey();
  private static final DurabilityToken ONE = new DurabilityToken(1);

  /** The replica's outputs at each step, in order; nothing after that. */
  private final Deque<List<Output>> script = new ArrayDeque<>();

  private final List<Input> taken = new ArrayList<>();
  private final RecordedEffects effects = new RecordedEffects(KEYS);
  private final HashChainStateMachine state = new HashChainStateMachine(Hash.ZERO);
  private final OutputInterpreter interpreter =
      new OutputInterpreter(this::scripted, state, effects);

  private List<Output> scripted(Input input) {
    taken.add(input);
    return script.isEmpty() ? List.of() : script.remove();
  }

  static Message message(int number) {
    return new FetchBlock(new Hash((long) number << 48, 0, 0, 0));
  }

  static Block block(long height) {
    Header header = HeaderFields.at(height).timeMs(ConsensusTestChain.GENESIS_MS).made();
    return Block.of(header, List.of());
  }

  static Output.Commit commit(long height, List<DurabilityToken> waitsFor) {
    Block block = block(height);
    return new Output.Commit(
        block, new QuorumCertificate(0, height, block.hash(), List.of()), waitsFor);
  }

  private static Output restore(long height, Hash stateRoot, Optional<Bytes> content) {
    Output.Commit tip = commit(height, List.of());
    return new Output.Restore(tip.block(), tip.certificate(), stateRoot, content);
  }

  private static Output persist(long token) {
    return new Output.Persist(new DurabilityToken(token), Bytes.EMPTY);
  }

  private Output send(int number, DurabilityToken... waitsFor) {
    return new Output.Send(PEER, effects.seal(message(number)), List.of(waitsFor));
  }

  private void step(Output... outputs) {
    script.add(List.of(outputs));
    interpreter.take(new Input.Started(0));
  }

  private void persisted(long token) {
    interpreter.take(new Input.Persisted(0, new DurabilityToken(token)));
  }

  @Test
  void outputsThatWaitForATokenLeaveBeforeTheStepThatGetsIt() {
    step(persist(1), send(1, ONE), send(2));
    assertThat(effects.lines).containsExactly("step Started 0", "append 1", "send 0002");
    assertThat(interpreter.awaitsDisk()).isTrue();
    effects.lines.clear();
    persisted(1);
    assertThat(effects.lines).containsExactly("send 0001", "step Persisted 0");
    assertThat(interpreter.awaitsDisk()).isFalse();
  }

  /** A disk that names each write: two writes under one token are durable with the second. */
  @Test
  void eachWriteOfATokenHasToBeWritten() {
    step(persist(1), new Output.TakeSnapshot(ONE, 0, Bytes.EMPTY), send(1, ONE));
    assertThat(interpreter.written(ONE)).isFalse();
    assertThat(interpreter.written(ONE)).isTrue();
    assertThatThrownBy(() -> interpreter.written(ONE)).isInstanceOf(IllegalStateException.class);
  }

  /** The sign-persist-send loop: the replica's own message comes back before anything else. */
  @Test
  void signedMessagesComeBackInTheOrderOfSigning() {
    effects.duringAppend = () -> interpreter.take(new Input.Started(100));
    script.add(List.of(new Output.Sign(message(1)), new Output.Sign(message(2)), persist(1)));
    interpreter.take(new Input.Started(0));
    assertThat(effects.lines)
        .containsExactly(
            "step Started 0",
            "append 1",
            "step MessageSigned 1",
            "step MessageSigned 2",
            "step Started 100");
    assertThat(((Input.MessageSigned) taken.get(1)).envelope()).isEqualTo(effects.seal(message(1)));
  }

  @Test
  void anInputGivenDuringAStepWaitsForItsEnd() {
    effects.duringAppend = () -> persisted(1);
    step(persist(1), send(1, ONE), new Output.StopTimer(new Timer("t", 7)));
    assertThat(effects.lines)
        .containsExactly("step Started 0", "append 1", "stop 7", "send 0001", "step Persisted 0");
  }

  @Test
  void timersAndSearchWaitForNothing() {
    step(
        persist(1),
        commit(1, List.of(ONE)),
        new Output.StartTimer(new Timer("t", 5), 1),
        new Output.StopTimer(new Timer("t", 6)),
        new Output.Mine(block(1).header()),
        new Output.StopMining(),
        new Output.Reject(PEER, "no"),
        new Output.Truncate(ONE, 3));
    assertThat(effects.lines)
        .containsExactly(
            "step Started 0",
            "append 1",
            "start 5",
            "stop 6",
            "mine",
            "stop mining",
            "reject no",
            "truncate 1 3");
  }

  /** CONS-3: commits, reverts and restores never overtake each other, messages may. */
  @Test
  void commitsRevertsAndRestoresKeepTheirOrder() {
    Bytes root = Hash.ZERO.toBytes();
    step(
        persist(1),
        commit(1, List.of(ONE)),
        new Output.Revert(0),
        commit(1, List.of()),
        restore(4, Hash.ZERO, Optional.of(root)),
        send(1));
    assertThat(effects.lines).containsExactly("step Started 0", "append 1", "send 0001");
    effects.lines.clear();
    persisted(1);
    assertThat(effects.lines)
        .containsExactly(
            "commit 1",
            "executed 1",
            "reverted to 0",
            "commit 1",
            "executed 1",
            "restored 4",
            "step Persisted 0",
            "step Executed 1",
            "step Executed 2",
            "step Restored 3");
    assertThat(((Input.Restored) taken.get(4)).stateRoot()).contains(Hash.ZERO);
    assertThat(state.height()).isEqualTo(4);
  }

  @Test
  void aSnapshotIsKeptServedAndLoaded() {
    step(commit(1, List.of()));
    Hash root = state.stateRoot();
    step(new Output.TakeSnapshot(ONE, 1, Bytes.utf8("context")), commit(2, List.of()));
    assertThat(effects.snapshots.get(1L))
        .isEqualTo(new Snapshot(Bytes.utf8("context"), root.toBytes()));
    effects.lines.clear();
    step(
        new Output.ServeSnapshot(PEER, 1, 0),
        new Output.ServeSnapshot(PEER, 1, 1),
        new Output.ServeSnapshot(PEER, 2, 0),
        restore(1, root, Optional.empty()),
        restore(9, root, Optional.empty()),
        restore(3, root, Optional.of(Bytes.utf8("no state"))));
    assertThat(effects.lines.subList(0, 2)).containsExactly("step Started 0", "restored 1");
    assertThat(effects.lines.get(2)).startsWith("reply snapshot-part");
    List<Optional<Hash>> roots = new ArrayList<>();
    taken
        .subList(taken.size() - 3, taken.size())
        .forEach(each -> roots.add(((Input.Restored) each).stateRoot()));
    assertThat(roots).containsExactly(Optional.of(root), Optional.empty(), Optional.empty());
  }

  /** PBFT-35: a state with another root than the certified one is neither loaded nor shown. */
  @Test
  void aFalseStateChangesNothing() {
    step(commit(1, List.of()));
    Hash own = state.stateRoot();
    Hash other = Hash.of(Bytes.utf8("another state"));
    effects.lines.clear();
    step(restore(7, own, Optional.of(other.toBytes())));
    assertThat(effects.lines).containsExactly("step Started 0", "step Restored 2");
    assertThat(((Input.Restored) taken.getLast()).stateRoot()).contains(other);
    assertThat(state.height()).isEqualTo(1);
    assertThat(state.stateRoot()).isEqualTo(own);
  }

  /** The answer is that of the state when it was asked for, not of when its turn comes. */
  @Test
  void aReadSeesTheStateOfItsStep() {
    Transaction request = Transaction.unsigned(new RequestId(PEER, 1), 200, Bytes.EMPTY);
    step(new Output.Read(request), commit(1, List.of()));
    Input.ReadAnswered answer = (Input.ReadAnswered) taken.get(1);
    assertThat(answer.height()).isZero();
    assertThat(answer.receipt().output()).isEqualTo(Hash.ZERO.toBytes());
  }

  @Test
  void repliesTakeTheirTurnAndWaitForTheirTokens() {
    step(
        persist(1),
        new Output.Reply(PEER, message(1), List.of(ONE)),
        new Output.Sign(message(2)),
        new Output.Reply(PEER, message(3), List.of()));
    assertThat(effects.lines)
        .containsExactly(
            "step Started 0", "append 1", "step MessageSigned 1", "reply fetch-block 0003");
    persisted(1);
    assertThat(effects.lines.subList(4, 6))
        .containsExactly("step Persisted 0", "reply fetch-block 0001");
  }

  /** A node that crashes in the middle of its work: nothing comes of that work. */
  @Test
  void whatTheProcessorDoesNotFinishGivesNothing() {
    effects.crashesAt = Optional.of(HostWork.Sign.class);
    step(new Output.Sign(message(1)), commit(1, List.of()));
    assertThat(effects.lines)
        .containsExactly("step Started 0", "commit 1", "executed 1", "step Executed 1");
  }

  /** A snapshot that did not reach the disk is not durable, even if later entries are durable. */
  @Test
  void whatIsNotHandedOverIsNeverDurable() {
    effects.keeps = false;
    step(new Output.TakeSnapshot(ONE, 0, Bytes.EMPTY), send(1, ONE));
    assertThat(interpreter.awaitsDisk()).isTrue();
    persisted(1);
    assertThat(effects.lines).doesNotContain("send 0001");
  }

  @Test
  void aCrashDropsTheTurnsThatWait() {
    effects.duringAppend = interpreter::dropTurns;
    step(new Output.Sign(message(1)), persist(1), new Output.Sign(message(2)));
    assertThat(effects.lines).containsExactly("step Started 0", "append 1", "step MessageSigned 1");
    assertThat(((Input.MessageSigned) taken.get(1)).message()).isEqualTo(message(2));
  }

  @Test
  void afterTheEndNoTurnIsTaken() {
    effects.duringAppend = interpreter::close;
    step(new Output.Sign(message(1)), persist(1));
    step(persist(2));
    assertThat(effects.lines).containsExactly("step Started 0", "append 1");
  }

  /** A failed turn does not leave the interpreter believing that it still runs. */
  @Test
  void afterAFailureTheNextInputIsTaken() {
    effects.duringAppend =
        () -> {
          throw new IllegalStateException("disk");
        };
    assertThatThrownBy(() -> step(persist(1))).hasMessage("disk");
    step(send(1));
    assertThat(effects.lines).endsWith("step Started 0", "send 0001");
  }

  @Test
  void onlyAClientAcceptsResults() {
    Output accepted =
        new Output.Accepted(
            new RequestId(PEER, 1),
            1,
            state.read(Transaction.unsigned(new RequestId(PEER, 1), 200, Bytes.EMPTY)));
    assertThatThrownBy(() -> step(accepted)).isInstanceOf(IllegalStateException.class);
  }
}
