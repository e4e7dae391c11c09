package org.medchain.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Role;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.node.transport.PeerRole;

/** LIGHT-9, ROLE-5: the same over questions and answers in bytes, to a ledger of one's own. */
class LedgerSyncRunnerTest {
  @Example
  void followingNodeSyncsTheWholeLedger() throws InterruptedException {
    TestLedger ledger = new TestLedger(4);
    ledger.addNode();
    ledger.growTo(5);
    ledger.change(new MemberChange.Add(ledger.node(4).publicKey(), Role.TERTIARY_HOSPITAL));
    long height = ledger.at(0).height();
    TestRpcClient asker =
        new TestRpcClient(TestLedger.peer(ledger.hospital.publicKey(), PeerRole.FOLLOWING_NODE))
            .lying(ledger.at(1), (topic, question, answer) -> Bytes.utf8("nonsense"))
            .honest(ledger.at(2))
            .honest(ledger.at(3));
    LedgerSync sync =
        new LedgerSync(
            SyncSettings.DEFAULT,
            HeaderChainVerifier.of(ledger.genesis, ledger.check()),
            BlockGap.nextHeader(ledger.genesis.block().header()));
    MedicalContract own = new MedicalContract(ledger.genesis);
    CountDownLatch done = new CountDownLatch((int) height);
    List<CertifiedBlock> kept = new CopyOnWriteArrayList<>();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (LedgerSyncRunner follower =
        new LedgerSyncRunner(
            () -> Optional.of(sync),
            asker,
            decision -> {
              own.apply(decision.block());
              kept.add(decision);
              done.countDown();
            },
            reason -> {},
            meters)) {
      follower.start();
      assertThat(done.await(5, TimeUnit.MINUTES)).isTrue();
      // Counted after it is kept.
      for (int i = 0; i < 3_000 && blocks(meters) < height; i++) {
        Thread.sleep(10);
      }
    }
    assertThat(kept).hasSize((int) height);
    assertThat(own.stateRoot()).isEqualTo(ledger.at(0).contract().stateRoot());
    assertThat(meters.counter("medchain.ledger.sync.liars").count()).isEqualTo(1);
    assertThat(blocks(meters)).isEqualTo((double) height);
  }

  /** An interrupted write would close the store's file: the write in progress ends by itself. */
  @Example
  void storingABlockIsNotInterrupted() throws InterruptedException {
    TestLedger ledger = new TestLedger(4);
    ledger.growTo(3);
    TestRpcClient asker =
        new TestRpcClient(TestLedger.peer(ledger.hospital.publicKey(), PeerRole.FOLLOWING_NODE))
            .honest(ledger.at(1));
    LedgerSync sync =
        new LedgerSync(
            SyncSettings.DEFAULT,
            HeaderChainVerifier.of(ledger.genesis, ledger.check()),
            BlockGap.nextHeader(ledger.genesis.block().header()));
    CountDownLatch storing = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    List<CertifiedBlock> kept = new CopyOnWriteArrayList<>();
    LedgerSyncRunner follower =
        new LedgerSyncRunner(
            () -> Optional.of(sync),
            asker,
            decision -> {
              storing.countDown();
              try {
                told.await();
                Thread.sleep(50); // and while it is closed
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              kept.add(decision);
            },
            reason -> {},
            new SimpleMeterRegistry());
    follower.start();
    assertThat(storing.await(5, TimeUnit.MINUTES)).isTrue();
    follower.stop();
    told.countDown();
    follower.close();
    assertThat(interrupted).isFalse();
    assertThat(kept).as("the one, and nothing after the end").hasSize(1);
  }

  /** PBFT-31: a ledger that does not continue the own one is said, so that the node can stop. */
  @Example
  void aLedgerThatDoesNotFitIsSaid() throws InterruptedException {
    TestLedger ledger = new TestLedger(4);
    ledger.growTo(3);
    Block own = ledger.child(ledger.genesis.block().header(), List.of(ledger.upload(77)));
    CountDownLatch told = new CountDownLatch(1);
    List<CertifiedBlock> kept = new CopyOnWriteArrayList<>();
    LedgerSync sync =
        new LedgerSync(
            SyncSettings.DEFAULT,
            HeaderChainVerifier.of(ledger.genesis, ledger.check()),
            BlockGap.nextHeader(own.header()));
    try (LedgerSyncRunner follower =
        new LedgerSyncRunner(
            () -> Optional.of(sync),
            new TestRpcClient(TestLedger.peer(ledger.hospital.publicKey(), PeerRole.FOLLOWING_NODE))
                .honest(ledger.at(1)),
            kept::add,
            reason -> told.countDown(),
            new SimpleMeterRegistry())) {
      follower.start();
      assertThat(told.await(5, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(kept).isEmpty();
  }

  private static double blocks(SimpleMeterRegistry meters) {
    return meters.counter("medchain.ledger.sync.blocks").count();
  }
}
