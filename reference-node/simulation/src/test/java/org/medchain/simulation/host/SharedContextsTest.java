package org.medchain.simulation.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextMaker;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.network.Membership;

/** SIM-40: a context is made once for all whose parts are equal, and for nobody else. */
final class SharedContextsTest {
  private static final PublicKey ALICE = new PublicKey(new Hash(1, 0, 0, 0).toBytes());
  private static final PublicKey BOB = new PublicKey(new Hash(2, 0, 0, 0).toBytes());

  private final SharedContexts shared = new SharedContexts();
  private final TreeMap<Long, ExecutionRoots> roots =
      new TreeMap<>(Map.of(8L, new ExecutionRoots(Hash.ZERO, Hash.ZERO)));

  private static ClientTable table(long... sequences) {
    ClientTable table = new ClientTable(new OrderingRight.Anyone());
    for (long sequence : sequences) {
      table.put(sequence, new Receipt(new RequestId(ALICE, sequence), 0, Bytes.utf8("done")));
    }
    return table;
  }

  private static Epochs epochs(PublicKey member) {
    return Epochs.of(Hash.ZERO, new Membership(List.of(member)));
  }

  private CheckpointContext make(long height, ClientTable clients) {
    return shared.make(height, roots, epochs(ALICE), clients);
  }

  @Test
  void equalPartsAreEncodedOnce() {
    CheckpointContext first = make(8, table(1, 2, 3));
    assertThat(make(8, table(1, 2, 3))).isSameAs(first);
    assertThat(first).isEqualTo(CheckpointContext.of(roots, epochs(ALICE), table(1, 2, 3)));
  }

  @Test
  void otherRootsAndMembersAreOtherContexts() {
    make(8, table(1));
    assertThat(shared.make(8, roots, epochs(BOB), table(1)))
        .isEqualTo(CheckpointContext.of(roots, epochs(BOB), table(1)));
    TreeMap<Long, ExecutionRoots> none = new TreeMap<>();
    assertThat(shared.make(8, none, epochs(ALICE), table(1)))
        .isEqualTo(CheckpointContext.of(none, epochs(ALICE), table(1)));
  }

  @Test
  void theTableMayChangeAfterwards() {
    ClientTable mine = table(1);
    CheckpointContext first = make(8, mine);
    mine.put(2, new Receipt(new RequestId(ALICE, 2), 0, Bytes.EMPTY));
    assertThat(make(8, mine)).isEqualTo(ContextMaker.ALONE.make(8, roots, epochs(ALICE), mine));
    assertThat(make(8, table(1))).isSameAs(first);
  }

  @Test
  void onlyTheLastCheckpointsAreKept() {
    CheckpointContext first = make(8, table(1));
    for (long height = 16; height <= 40; height += 8) {
      make(height, table(1));
    }
    assertThat(make(8, table(1))).isEqualTo(first).isNotSameAs(first);
  }
}
