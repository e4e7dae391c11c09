package org.medchain.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.medchain.consensus.pbft.MemberHistory;
import org.medchain.contract.MemberChange;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;

/** LIGHT-9, LIGHT-10: getting the whole ledger among peers that lie, dawdle and vanish. */
class LedgerSyncTest {
  private static final TestLedger LEDGER = grown();
  private static final TestNode SOURCE = LEDGER.at(1);

  private static TestLedger grown() {
    TestLedger ledger = new TestLedger(4);
    ledger.addNode();
    ledger.addNode();
    ledger.growTo(7);
    ledger.change(new MemberChange.Add(ledger.node(4).publicKey()));
    ledger.change(new MemberChange.Replace(ledger.node(0).publicKey(), ledger.node(5).publicKey()));
    int number = 5_000;
    while (ledger.at(1).height() < 40) {
      ledger.order(ledger.upload(number++));
    }
    return ledger;
  }

  private static MemberHistory start() {
    return MemberHistory.of(LEDGER.genesis.chainParameters(), LEDGER.genesis.membership());
  }

  private static Header header(long height) {
    return height == 0 ? LEDGER.genesis.block().header() : SOURCE.header(height).orElseThrow();
  }

  private static LedgerSync sync(Gap... gaps) {
    return new LedgerSync(SyncRun.LIMITS, LEDGER.check(), start(), List.of(gaps));
  }

  private static List<Decision> truth(long first, long last) {
    List<Decision> decisions = new ArrayList<>();
    for (long height = first; height <= last; height++) {
      decisions.add(SOURCE.at(height).orElseThrow());
    }
    return decisions;
  }

  /** One honest peer is enough, whatever the others are; nothing wrong is ever handed over. */
  @Property(seed = "2", tries = 150)
  void oneHonestPeerIsEnough(
      @ForAll @Size(min = 0, max = 6) List<SyncRun.Kind> others, @ForAll long seed) {
    List<SyncRun.Kind> peers = new ArrayList<>(others);
    peers.add(new Random(seed).nextInt(peers.size() + 1), SyncRun.Kind.HONEST);
    SyncRun run = new SyncRun(LEDGER, SOURCE, sync(Gap.above(header(0))), peers, seed);
    run.run(SOURCE.height(), 10_000_000);
    assertThat(run.delivered).isEqualTo(truth(1, SOURCE.height()));
    assertThat(run.liars()).containsAll(run.dropped);
    assertThat(run.mostWaiting).isLessThan(SyncRun.LIMITS.ahead());
    assertThat(run.halt).isEmpty();
    assertThat(run.sync.members().current()).isEqualTo(2);
  }

  /** Liars alone bring nothing, and those that can be convicted are. */
  @Property(seed = "3", tries = 60)
  void liarsBringNothingWrong(@ForAll long seed) {
    List<SyncRun.Kind> peers = List.of(SyncRun.Kind.LYING, SyncRun.Kind.LYING, SyncRun.Kind.EMPTY);
    SyncRun run = new SyncRun(LEDGER, SOURCE, sync(Gap.above(header(0))), peers, seed);
    run.run(SOURCE.height(), 100_000);
    assertThat(run.delivered).isEmpty();
    assertThat(run.liars()).containsAll(run.dropped);
  }

  /** What each lie is called, and that it costs its teller the connection. */
  @Example
  void everyLieIsNamed() {
    for (int kind = 0; kind < Lies.KINDS - 1; kind++) {
      LedgerSync sync = sync(Gap.above(header(0)));
      PublicKey peer = LEDGER.scheme.named("liar").publicKey();
      sync.connected(List.of(peer), 0);
      List<SyncStep> asks = sync.learned(peer, new EpochAnswer(List.of()), 1);
      Range range = ((SyncStep.AskDecisions) asks.getFirst()).range();
      List<Decision> lie = Lies.of(LEDGER, truth(range.first(), range.count()), kind);
      List<SyncStep> steps = sync.answered(peer, new DecisionAnswer(40, lie), 2);
      assertThat(steps).as("lie " + kind).singleElement().isInstanceOf(SyncStep.Drop.class);
      assertThat(sync.connected(List.of(peer), 3)).as("asked again").isEmpty();
    }
  }

  /** LIGHT-10: gaps, as a state transfer leaves them, and where an interrupted run goes on. */
  @Property(seed = "4", tries = 60)
  void gapsAreFilledWhereverTheyAre(@ForAll long seed) {
    Random random = new Random(seed);
    long first = random.nextInt(10);
    long second = first + 2 + random.nextInt(10);
    long third = second + random.nextInt(5);
    long fourth = third + 2 + random.nextInt(10);
    LedgerSync sync =
        sync(
            Gap.between(header(first), header(second)), Gap.between(header(third), header(fourth)));
    SyncRun run =
        new SyncRun(
            LEDGER,
            SOURCE,
            sync,
            List.of(SyncRun.Kind.HONEST, SyncRun.Kind.SLOW, SyncRun.Kind.LYING),
            seed);
    run.run(SOURCE.height(), 1_000_000);
    List<Decision> expected = new ArrayList<>(truth(first + 1, second - 1));
    expected.addAll(truth(third + 1, fourth - 1));
    assertThat(run.delivered).isEqualTo(expected);
    assertThat(sync.isDone()).isTrue();
  }

  /**
   * A store that is not of this chain is found out, from either side of a gap, and not filled up.
   */
  @Example
  void aStoreThatDoesNotFitIsNotFilled() {
    Header wrong = LEDGER.child(header(3), List.of(LEDGER.upload(8_000))).header();
    SyncRun below =
        new SyncRun(LEDGER, SOURCE, sync(Gap.above(wrong)), List.of(SyncRun.Kind.HONEST), 1);
    below.run(SOURCE.height(), 10_000);
    assertThat(below.delivered).isEmpty();
    assertThat(below.halt).contains("height 4");
    Header other = LEDGER.child(wrong, List.of()).header();
    SyncRun above =
        new SyncRun(
            LEDGER, SOURCE, sync(Gap.between(header(1), other)), List.of(SyncRun.Kind.HONEST), 1);
    above.run(SOURCE.height(), 10_000);
    assertThat(above.delivered).isEqualTo(truth(2, 3));
    assertThat(above.halt).contains("height 5");
  }

  /** Blocks that members certified who decide no more are never handed over, once that is known. */
  @Example
  void oldMembersDecideNothingAboveTheirEnd() {
    MemberHistory today = SOURCE.members();
    long end = today.end(0).height();
    Block forged = LEDGER.child(header(end), List.of(LEDGER.upload(8_100)));
    Decision fake = new Decision(forged, LEDGER.commits(0, forged.header(), 0, 1, 2));
    PublicKey peer = LEDGER.scheme.named("old member").publicKey();
    LedgerSync sync =
        new LedgerSync(SyncRun.LIMITS, LEDGER.check(), today, List.of(Gap.above(header(end))));
    sync.connected(List.of(peer), 0);
    sync.learned(peer, new EpochAnswer(List.of()), 1);
    assertThat(sync.answered(peer, new DecisionAnswer(99, List.of(fake)), 2))
        .singleElement()
        .isInstanceOf(SyncStep.Drop.class);
    // To one that does not know yet they are plausible; learning of the change stops it.
    LedgerSync late = sync(Gap.above(header(end)));
    late.connected(List.of(peer), 0);
    late.learned(peer, new EpochAnswer(List.of()), 1);
    assertThat(late.answered(peer, new DecisionAnswer(99, List.of(fake)), 2))
        .contains(new SyncStep.Deliver(fake));
    assertThat(late.learned(peer, new EpochAnswer(List.of(today.proof(0))), 3))
        .singleElement()
        .isInstanceOf(SyncStep.Halt.class);
    assertThat(late.isDone()).isTrue();
  }
}
