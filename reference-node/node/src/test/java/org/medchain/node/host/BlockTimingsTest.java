package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.operations.LatencyPhase;
import org.medchain.node.operations.NodeMetrics;

/**
 * OPS-5: from which moment to which a block's phases and a force are measured.
 *
 * <p>OPS-7: view and height, with every step that moves one of them and no other.
 */
class BlockTimingsTest {
  private static final PublicKey SENDER = new PublicKey(Bytes.of(new byte[PublicKey.SIZE]));

  private static final Transaction FIRST = transaction(1);

  private static final Transaction SECOND = transaction(2);

  private final SimpleMeterRegistry meterSet = new SimpleMeterRegistry();

  private final AtomicLong now = new AtomicLong();

  private final HostMetricsObserver times =
      new HostMetricsObserver(
          new NodeMetrics(meterSet, () -> 0), input -> List.of(), (view, height) -> {}, now::get);

  private final Block block = block(List.of(FIRST, SECOND, transaction(3)));

  private final TestLedger ledger = new TestLedger(4);

  private final AtomicLong view = new AtomicLong();

  private final List<List<Long>> heard = new ArrayList<>();

  private final HostMetricsObserver position =
      new HostMetricsObserver(
          new NodeMetrics(new SimpleMeterRegistry(), System::nanoTime),
          new Replica() {
            @Override
            public List<Output> step(Input input) {
              return List.of();
            }

            @Override
            public long view() {
              return view.get();
            }
          },
          (nowView, height) -> heard.add(List.of(nowView, height)),
          System::nanoTime);

  private static Transaction transaction(long number) {
    return Transaction.unsigned(new RequestId(SENDER, number), 1, Bytes.EMPTY);
  }

  private static Block block(List<Transaction> transactions) {
    Hash zero = Hash.of(Bytes.EMPTY);
    return Block.of(
        new Header(
            Header.VERSION,
            zero,
            1,
            MerkleTree.rootOf(transactions),
            transactions.size(),
            7,
            zero,
            zero,
            Difficulty.NONE,
            RandomString.ZERO),
        transactions);
  }

  private void step(long nowNs, Output... outputs) {
    step(nowNs, new Input.Started(nowNs), outputs);
  }

  private void step(long nowNs, Input input, Output... outputs) {
    now.set(nowNs);
    times.stepped(input, List.of(outputs));
  }

  private void executed(long nowNs) {
    now.set(nowNs);
    times.executed(
        block,
        new QuorumCertificate(0, 7, block.hash(), List.of()),
        new ExecutionResult(7, block.hash(), Hash.ZERO, Hash.ZERO, List.of()));
  }

  private Output commit() {
    return new Output.Commit(
        block, new QuorumCertificate(0, 7, block.hash(), List.of()), List.of());
  }

  private void expect(LatencyPhase phase, long count, double ns) {
    Timer timer = meterSet.get("medchain.node.phase").tag("phase", phase.tag()).timer();
    assertThat(timer.count()).as("%s", phase).isEqualTo(count);
    assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).as("%s", phase).isCloseTo(ns, within(1e-6));
  }

  @Test
  void aBlockIsTimedFromItsProposalToItsExecution() {
    step(10, new Input.RequestSubmitted(10, FIRST));
    step(40, new Input.RequestSubmitted(40, SECOND));
    step(100, new Output.Sign(new PrePrepare(0, block)));
    step(105, new Output.Sign(new PrePrepare(1, block)));
    step(130, commit());
    executed(150);

    expect(LatencyPhase.WAIT, 2, (100 - 10) + (100 - 40));
    expect(LatencyPhase.AGREEMENT, 1, 30);
    expect(LatencyPhase.EXECUTION, 1, 20);
  }

  @Test
  void whatWasNotSeenIsNotTimed() {
    step(130, commit());
    executed(150);
    executed(160);

    expect(LatencyPhase.AGREEMENT, 0, 0);
    expect(LatencyPhase.EXECUTION, 1, 20);
  }

  @Test
  void aForceIsTimedFromTheFirstEntryThatItIsFor() {
    step(10, new Output.Persist(new DurabilityToken(1), Bytes.EMPTY));
    step(15, new Output.Persist(new DurabilityToken(2), Bytes.EMPTY));
    step(20, new Output.Persist(new DurabilityToken(3), Bytes.EMPTY));
    step(50, new Input.Persisted(50, new DurabilityToken(2)));
    step(60, new Input.Persisted(60, new DurabilityToken(3)));

    expect(LatencyPhase.FORCE, 2, (50 - 10) + (60 - 20));
  }

  private void step() {
    position.stepped(new Input.Started(1), List.of());
  }

  @Test
  void everyMoveIsReported() {
    step();
    step();
    Block block = ledger.child(ledger.genesis.block().header(), List.of());
    ExecutionResult execution = new MedicalContract(ledger.genesis).apply(block);
    position.executed(block, new QuorumCertificate(0, 1, block.hash(), List.of()), execution);
    step();
    view.set(2);
    step();
    position.restored(40, Hash.of(Bytes.utf8("block 40")));
    position.reverted(39);
    view.set(3);
    step();
    assertThat(heard)
        .containsExactly(
            List.of(0L, 0L),
            List.of(0L, 1L),
            List.of(2L, 1L),
            List.of(2L, 40L),
            List.of(2L, 39L),
            List.of(3L, 39L));
  }
}
