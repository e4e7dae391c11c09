package org.medchain.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Role;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.PeerRole;

/**
 * LIGHT-9, LIGHT-10: getting the whole ledger among peers that lie, dawdle and vanish.
 *
 * <p>LIGHT-9, ROLE-5: the same over questions and answers in bytes, to a ledger of one's own.
 */
class LedgerSyncTest {
  private static final TestLedger LEDGER = grown();

  private static final TestLedgerNode SOURCE = LEDGER.at(1);

  private static TestLedger grown() {
    TestLedger ledger = new TestLedger(4);
    ledger.addNode();
    ledger.addNode();
    ledger.growTo(7);
    ledger.change(new MemberChange.Add(ledger.node(4).publicKey(), Role.TERTIARY_HOSPITAL));
    ledger.change(new MemberChange.Replace(ledger.node(0).publicKey(), ledger.node(5).publicKey()));
    int number = 5_000;
    while (ledger.at(1).height() < 40) {
      ledger.order(ledger.upload(number++));
    }
    return ledger;
  }

  private static Header header(long height) {
    return height == 0 ? LEDGER.genesis.block().header() : SOURCE.header(height).orElseThrow();
  }

  private static LedgerSync sync(BlockGap gap) {
    return new LedgerSync(
        SyncSimulation.LIMITS, HeaderChainVerifier.of(LEDGER.genesis, LEDGER.check()), gap);
  }

  private static List<CertifiedBlock> truth(long first, long last) {
    List<CertifiedBlock> decisions = new ArrayList<>();
    for (long height = first; height <= last; height++) {
      decisions.add(SOURCE.blockAt(height).orElseThrow());
    }
    return decisions;
  }

  /** One honest peer is enough, no matter what the others do; nothing wrong is ever handed over. */
  @Property(seed = "2", tries = 150)
  void oneHonestPeerIsEnough(
      @ForAll @Size(min = 0, max = 6) List<SyncSimulation.Kind> others, @ForAll long seed) {
    List<SyncSimulation.Kind> peers = new ArrayList<>(others);
    peers.add(new Random(seed).nextInt(peers.size() + 1), SyncSimulation.Kind.HONEST);
    SyncSimulation run =
        new SyncSimulation(LEDGER, SOURCE, sync(BlockGap.nextHeader(header(0))), peers, seed);
    run.run(SOURCE.height(), 10_000_000);
    assertThat(run.delivered).isEqualTo(truth(1, SOURCE.height()));
    assertThat(run.liars()).containsAll(run.dropped);
    assertThat(run.mostWaiting).isLessThan(SyncSimulation.LIMITS.maxBuffered());
    assertThat(run.mostBytesWaiting).isLessThanOrEqualTo(SyncSimulation.LIMITS.maxBufferedBytes());
    assertThat(run.halt).isEmpty();
    assertThat(run.sync.members().current()).isEqualTo(2);
  }

  /** Faulty peers by themselves bring nothing; those with evidence against them are reported. */
  @Property(seed = "3", tries = 60)
  void faultyPeersBringNothingWrong(@ForAll long seed) {
    List<SyncSimulation.Kind> peers =
        List.of(SyncSimulation.Kind.LYING, SyncSimulation.Kind.LYING, SyncSimulation.Kind.EMPTY);
    SyncSimulation run =
        new SyncSimulation(LEDGER, SOURCE, sync(BlockGap.nextHeader(header(0))), peers, seed);
    run.run(SOURCE.height(), 100_000);
    assertThat(run.delivered).isEmpty();
    assertThat(run.liars()).containsAll(run.dropped);
  }

  /** The name of each false reply, and that it costs its sender the connection. */
  @Example
  void everyLieIsNamed() {
    for (int kind = 0; kind < InvalidBlockRuns.KINDS - 1; kind++) {
      LedgerSync sync = sync(BlockGap.nextHeader(header(0)));
      PublicKey peer = LEDGER.scheme.named("faulty peer").publicKey();
      sync.connected(List.of(peer), 0);
      List<SyncAction> asks = sync.epochsReceived(peer, new EpochProofsResponse(List.of()), 1);
      HeightRange range = ((SyncAction.RequestBlocks) asks.getFirst()).question();
      List<CertifiedBlock> lie =
          InvalidBlockRuns.of(LEDGER, truth(range.first(), range.count()), kind);
      List<SyncAction> steps = sync.blocksReceived(peer, new CertifiedBlocksResponse(40, lie), 2);
      assertThat(steps).as("lie " + kind).singleElement().isInstanceOf(SyncAction.DropPeer.class);
      assertThat(sync.connected(List.of(peer), 3)).as("asked again").isEmpty();
    }
  }

  /** LIGHT-10: gaps, as state transfers leave them, and where an interrupted run continues. */
  @Property(seed = "4", tries = 60)
  void gapsAreFilledEverywhere(@ForAll long seed) {
    Random random = new Random(seed);
    long first = random.nextInt(10);
    long second = first + 2 + random.nextInt(10);
    long third = second + random.nextInt(5);
    long fourth = third + 2 + random.nextInt(10);
    isFilled(first, second, seed);
    isFilled(third, fourth, seed);
  }

  private static void isFilled(long lower, long upper, long seed) {
    SyncSimulation run =
        new SyncSimulation(
            LEDGER,
            SOURCE,
            sync(BlockGap.between(header(lower), header(upper))),
            List.of(
                SyncSimulation.Kind.HONEST, SyncSimulation.Kind.SLOW, SyncSimulation.Kind.LYING),
            seed);
    run.run(SOURCE.height(), 1_000_000);
    assertThat(run.delivered).isEqualTo(truth(lower + 1, upper - 1));
    assertThat(run.sync.isDone()).isTrue();
  }

  /** A store that is not of this chain is found out, from either side of a gap, not filled up. */
  @Example
  void aStoreThatDoesNotFitIsNotFilled() {
    Header wrong = LEDGER.child(header(3), List.of(LEDGER.upload(8_000))).header();
    SyncSimulation below =
        new SyncSimulation(
            LEDGER,
            SOURCE,
            sync(BlockGap.nextHeader(wrong)),
            List.of(SyncSimulation.Kind.HONEST),
            1);
    below.run(SOURCE.height(), 10_000);
    assertThat(below.delivered).isEmpty();
    assertThat(below.halt).contains("height 4");
    Header other = LEDGER.child(wrong, List.of()).header();
    SyncSimulation above =
        new SyncSimulation(
            LEDGER,
            SOURCE,
            sync(BlockGap.between(header(1), other)),
            List.of(SyncSimulation.Kind.HONEST),
            1);
    above.run(SOURCE.height(), 10_000);
    assertThat(above.delivered).isEqualTo(truth(2, 3));
    assertThat(above.halt).contains("height 5");
  }

  /** Blocks that members certified who decide no more are never handed over, once that is known. */
  @Example
  void oldMembersDecideNothingAboveTheirEnd() {
    MembershipHistory today = SOURCE.members();
    long end = today.endOf(0).height();
    Block forged = LEDGER.child(header(end), List.of(LEDGER.upload(8_100)));
    CertifiedBlock fake = new CertifiedBlock(forged, LEDGER.commits(0, forged.header(), 0, 1, 2));
    PublicKey peer = LEDGER.scheme.named("old member").publicKey();
    LedgerSync sync =
        new LedgerSync(
            SyncSimulation.LIMITS,
            new HeaderChainVerifier(LEDGER.check(), today),
            BlockGap.nextHeader(header(end)));
    sync.connected(List.of(peer), 0);
    sync.epochsReceived(peer, new EpochProofsResponse(List.of()), 1);
    assertThat(sync.blocksReceived(peer, new CertifiedBlocksResponse(99, List.of(fake)), 2))
        .singleElement()
        .isInstanceOf(SyncAction.DropPeer.class);
    // To one that does not know yet they are plausible; learning of the change stops it.
    LedgerSync late = sync(BlockGap.nextHeader(header(end)));
    late.connected(List.of(peer), 0);
    late.epochsReceived(peer, new EpochProofsResponse(List.of()), 1);
    assertThat(late.blocksReceived(peer, new CertifiedBlocksResponse(99, List.of(fake)), 2))
        .contains(new SyncAction.DeliverBlock(fake));
    assertThat(late.epochsReceived(peer, new EpochProofsResponse(List.of(today.proof(0))), 3))
        .singleElement()
        .isInstanceOf(SyncAction.HaltSync.class);
    assertThat(late.isDone()).isTrue();
  }

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

  /** An interrupted write would close the store's file: what is being stored ends by itself. */
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
