package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
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
 * PBFT-35: a node with an empty disk is sent a state that no quorum signed. Its contract and all
 * who observe it see only the chain's states, and it runs until it has the right one.
 */
class FalseStateTest {
  private static final int JOINING = 3;
  private static final int NOBODY = -1;

  /** Under the true context, a state of the holder's own making. */
  enum FalseState {
    /** Without members: a reader finds none in it. */
    EMPTY,
    /** Whose participants nobody registered. */
    INVENTED_RIGHTS,
    NO_STATE,
    NOTHING
  }

  /** Checkpoints in so short a distance that the others have no blocks for a new disk. */
  private final PowerCutChain chain = new PowerCutChain(2);

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
