package org.medchain.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.node.crypto.StrictEd25519;

/** THR-4: a hostile message is as long as a frame may be and a little longer, not gigabytes. */
@Tag("process")
class ArbitraryValuesTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path folder;

  /** Lists of thousands of the same entry lie in lists of thousands. */
  @Test
  void noMessageIsMuchLongerThanAFrame() throws Exception {
    HostileChain chain = new HostileChain(folder);
    List<KeyPair> keys = List.of(chain.client.ledger());
    ArbitraryValues values =
        new ArbitraryValues(
            new SplittableRandom(27),
            new HonestCorpus(List.of(), List.of(chain.genesis.block().header()), 5),
            new StrictEd25519(),
            Hash.ZERO,
            keys,
            5000);
    long longest = 0;
    for (int i = 0; i < 1_000; i++) {
      longest = Math.max(longest, ArbitraryValues.size(values.of(NewView.class)));
      longest = Math.max(longest, ArbitraryValues.size(values.of(StableCheckpoint.class)));
    }
    assertThat(longest).isBetween(MIB, 200 * MIB);
  }
}
