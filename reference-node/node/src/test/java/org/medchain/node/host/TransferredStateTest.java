package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.state.StateTree;
import org.medchain.node.host.PowerCutNode.ShownState;
import org.medchain.node.storage.FaultyVolume;

/**
 * PBFT-43: a state that was transferred is in the node's own store before its log begins at it, so
 * each later start has state and block without the others, whenever the power was cut.
 *
 * <p>PBFT-35: a node with an empty disk is sent a state that no quorum signed. Its contract and all
 * who observe it see only the chain's states, and it runs until it has the right one.
 */
class TransferredStateTest {
  private static final int JOINING = 3;

  private static final int NOBODY = -1;

  /** Checkpoints in so short a distance that the others have no blocks for a new disk. */
  private final PowerCutChain chain = new PowerCutChain(2);

  private PowerCutCluster cluster;

  @BeforeEach
  void decide() throws Exception {
    cluster =
        new PowerCutCluster(
            chain,
            Stream.generate(FaultyVolume::new).limit(PowerCutChain.NODES).toList(),
            Integer.MAX_VALUE);
    cluster.disconnect(JOINING); // Its key has voted on nothing when its disk is new.
    cluster.submitAll();
    cluster.await(
        "the end",
        () ->
            cluster.allAnswered()
                && IntStream.range(0, JOINING)
                    .allMatch(node -> cluster.node(node).holds(cluster.answered())));
    cluster.node(JOINING).stop();
    cluster.disconnect(NOBODY);
  }

  @AfterEach
  void stop() throws Exception {
    cluster.stop();
  }

  private void awaitAll(PowerCutNode node) throws Exception {
    cluster.await("all at the new disk too", () -> node.holds(cluster.answered()));
  }

  /** The height at which a start with only this disk is; the node stays in the cluster. */
  private long heightAlone(FaultyVolume volume) throws Exception {
    cluster.disconnect(JOINING);
    PowerCutNode alone = cluster.start(JOINING, volume);
    long decided = alone.replica.decidedHeight();
    assertThat(decided == 0 || !alone.shown.isEmpty()).as("its state, %d", decided).isTrue();
    if (alone.restoredTo > 0) {
      assertThat(alone.store.blocks().blockAt(alone.restoredTo)).isPresent();
    }
    cluster.disconnect(NOBODY);
    IntStream.range(0, JOINING).forEach(other -> cluster.connect(JOINING, other));
    return decided;
  }

  @Test
  void itVotesAfterEachRestart() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    awaitAll(cluster.start(JOINING, volume));
    long restoredTo = cluster.node(JOINING).restoredTo;
    assertThat(restoredTo).isPositive();
    for (int life = 0; life < 2; life++) {
      cluster.node(JOINING).stop();
      assertThat(heightAlone(volume)).as("life %d", life).isGreaterThanOrEqualTo(restoredTo);
    }
    cluster.node(JOINING).stop();
    awaitAll(cluster.start(JOINING, volume));
    cluster.disconnect(JOINING - 1); // The others make a quorum only together.
    cluster.submit(PowerCutCluster.REQUESTS + 1, PowerCutCluster.REQUESTS + 3);
    cluster.await("its votes", () -> cluster.answered().size() == PowerCutCluster.REQUESTS + 3);
  }

  @Test
  void aPowerCutInATransferLeavesOneStateOrTheOther() throws Exception {
    assertThat(cutEvery(9)).isGreaterThan(1);
  }

  @Tag("exhaustive")
  @Test
  void aPowerCutAtAnyWriteOfATransferLeavesOneStateOrTheOther() throws Exception {
    assertThat(cutEvery(1)).isGreaterThan(9);
  }

  /** Cuts the power at every nth operation of the new disk after its first; how often. */
  private int cutEvery(int step) throws Exception {
    int cuts = 0;
    boolean cut = true;
    for (int at = 1; cut; at += step) {
      FaultyVolume volume = new FaultyVolume();
      cut = transferUntil(at, volume);
      cuts += cut ? 1 : 0;
      FaultyVolume left = volume.afterPowerCut(new Random(at));
      heightAlone(left);
      awaitAll(cluster.node(JOINING));
      cluster.node(JOINING).stop();
    }
    cluster.start(JOINING, new FaultyVolume());
    return cuts;
  }

  /** Whether the disk came to this operation. */
  private boolean transferUntil(int last, FaultyVolume volume) throws Exception {
    AtomicInteger operations = new AtomicInteger();
    AtomicBoolean cut = new AtomicBoolean();
    PowerCutNode node = cluster.start(JOINING, volume);
    volume.onBoundary(
        () -> {
          if (operations.incrementAndGet() >= last) {
            cut.set(true);
            throw new FaultyVolume.PowerCut();
          }
        });
    cluster.await("the cut, or the end", () -> cut.get() || node.holds(cluster.answered()));
    node.stop();
    return cut.get();
  }

  /** Under the true context, a state of the holder's own making. */
  enum FalseState {
    /** Without members: a reader finds none in it. */
    EMPTY,
    /** Whose participants nobody registered. */
    INVENTED_RIGHTS,
    NO_STATE,
    NOTHING
  }

  @ParameterizedTest
  @EnumSource
  void observersSeeNothingOfAFalseState(FalseState lie) throws Exception {
    List<FaultyVolume> volumes = new ArrayList<>();
    for (int i = 0; i < PowerCutChain.NODES; i++) {
      volumes.add(new FaultyVolume());
    }
    PowerCutCluster cluster = new PowerCutCluster(chain, volumes, Integer.MAX_VALUE);
    cluster.submitAll();
    cluster.await(
        "the end", () -> cluster.allAnswered() && cluster.executedByAll(cluster.answered()));
    AtomicInteger faulty = new AtomicInteger(NOBODY);
    cluster.tamper((holder, part) -> said(holder, part, lie, faulty));
    cluster.changeDisk(JOINING);
    cluster.await(
        "all at the new disk too",
        () -> failed(cluster) || cluster.executedByAll(cluster.answered()));
    assertThat(failed(cluster)).as("the node runs").isFalse();
    assertThat(faulty).as("it was sent false states").doesNotHaveValue(NOBODY);
    Set<ShownState> chainStates = Set.copyOf(cluster.node(1).shown);
    assertThat(cluster.node(JOINING).shown).isNotEmpty().isSubsetOf(chainStates);
    cluster.stop();
  }

  private static boolean failed(PowerCutCluster cluster) {
    return cluster.node(JOINING).host.failed().isDone();
  }

  /** The first that is asked is the faulty one. */
  private List<SnapshotPart> said(
      int holder, SnapshotPart part, FalseState lie, AtomicInteger faulty) {
    faulty.compareAndSet(NOBODY, holder);
    if (holder != faulty.get()) {
      return List.of(part);
    }
    Snapshot truth = Decoder.decode(part.content(), Snapshot::decode);
    UnaryOperator<Bytes> state =
        switch (lie) {
          case EMPTY -> honest -> StateTree.EMPTY.encoded();
          case INVENTED_RIGHTS -> honest -> invented();
          case NO_STATE -> honest -> honest.slice(0, honest.size() - 1);
          case NOTHING -> honest -> Bytes.EMPTY;
        };
    Bytes said = new Snapshot(truth.context(), state.apply(truth.state().bytes())).encoded();
    return List.of(Snapshot.part(part.height(), said, 0).orElseThrow());
  }

  private Bytes invented() {
    Participant friend = new Participant(chain.scheme.named("friend").publicKey(), Role.PATIENT);
    Genesis other = new Genesis(chain.genesis.terms(), List.of(friend));
    return new MedicalContract(other).snapshot(0).bytes();
  }
}
