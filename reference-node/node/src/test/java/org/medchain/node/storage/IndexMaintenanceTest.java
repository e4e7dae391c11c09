package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.IndexTables.IndexTable;
import org.medchain.node.storage.StateIndex.LoadedState;

/** STO-26: a jump over many blocks takes little memory, and a node that stops does not wait. */
class IndexMaintenanceTest {
  private static final SampleLedger LEDGER = new SampleLedger(9);
  private static final PublicKey SENDER = new PublicKey(Hash.of(Bytes.utf8("sender")).toBytes());

  @TempDir private Path folder;

  private IndexMaintenance open(BlockStore blocks) {
    IndexMaintenance index =
        new IndexMaintenance(
            folder.resolve("index"),
            LEDGER.genesis(),
            blocks,
            new SimpleMeterRegistry().counter("rebuilds"));
    index.open();
    return index;
  }

  private static boolean stand(IndexMaintenance index, CertifiedBlock at) throws Exception {
    LoadedState state = new LoadedState(at.height(), at.block().hash(), LEDGER.state(0));
    index.load(state);
    return index.follow(at.height(), height -> Optional.empty());
  }

  private static Optional<Bytes> find(IndexMaintenance index, CertifiedBlock block) {
    Bytes id = block.block().transactions().getLast().id().toBytes();
    return index.ask(tables -> tables.get(IndexTable.TRANSACTION, id)).flatMap(each -> each);
  }

  /** STO-26: missing blocks are filled in some at a time, and continued at the next start. */
  @Test
  void aJumpIsLeftWhenTheNodeStopsAndDoneAtItsNextStart() throws Exception {
    BlockStore blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.of(Pbft.PROTOCOL));
    List<CertifiedBlock> chain = new ArrayList<>();
    for (int height = 1; height <= 600; height++) {
      // Of requests that nothing can read, which a block may have.
      Transaction one = Transaction.unsigned(new RequestId(SENDER, height), 1, Bytes.EMPTY);
      Hash previous = chain.isEmpty() ? Hash.ZERO : chain.getLast().block().hash();
      chain.add(SampleDecisions.decision(height, previous, List.of(one)));
      blocks.append(chain.getLast());
    }
    IndexMaintenance left = open(blocks);
    assertThat(stand(left, chain.getLast())).as("there is more").isFalse();
    assertThat(left.height()).isEqualTo(600);
    assertThat(left.unfilled()).isEqualTo(344);
    assertThat(find(left, chain.get(255))).isPresent();
    assertThat(find(left, chain.get(256))).isEmpty();
    left.close();
    IndexMaintenance next = open(blocks);
    assertThat(stand(next, chain.getLast())).isFalse();
    assertThat(next.unfilled()).isEqualTo(88);
    assertThat(stand(next, chain.getLast())).isTrue();
    assertThat(next.unfilled()).isZero();
    assertThat(chain).allMatch(each -> find(next, each).isPresent());
    next.close();
  }

  @Test
  void aJumpIsWrittenInBatchesOfBoundedSize() throws Exception {
    BlockStore blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.of(Pbft.PROTOCOL));
    CertifiedBlock last = SampleDecisions.decision(1, Hash.ZERO, Bytes.of(new byte[1 << 20]));
    blocks.append(last);
    while (last.height() < 20) {
      last =
          SampleDecisions.decision(
              (int) last.height() + 1, last.block().hash(), Bytes.of(new byte[1 << 20]));
      blocks.append(last);
    }
    IndexMaintenance index = open(blocks);
    assertThat(stand(index, last)).isFalse();
    assertThat(index.unfilled()).isEqualTo(4);
    assertThat(stand(index, last)).isTrue();
    index.close();
  }
}
