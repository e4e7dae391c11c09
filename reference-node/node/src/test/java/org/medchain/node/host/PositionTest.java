package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Replica;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.operations.NodeMetrics;

/** OPS-7: view and height, with every step that moves one of them and no other. */
class PositionTest {
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

  /** Before the first step there is no view: 0 is reported. */
  @Test
  void aStateMayBeRestoredBeforeTheFirstStep() {
    position.restored(7, Hash.ZERO);
    step();
    assertThat(heard).containsExactly(List.of(0L, 7L), List.of(0L, 7L));
  }
}
