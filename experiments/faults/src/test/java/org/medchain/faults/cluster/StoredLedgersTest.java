package org.medchain.faults.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Bytes;
import org.medchain.faults.host.NodeLedger;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/** FAULT-23: what a node left unnoticed. */
class StoredLedgersTest {
  private static final int FROM_THE_END = 100;

  @TempDir Path store;

  @Test
  void onlyANodeThatTakesPartAnswersForItsStore() throws Exception {
    write();
    NodeLedger sound = StoredLedgers.read(2, false, store);
    assertThat(sound.problem()).isEmpty();
    assertThat(StoredLedgers.unnoticed(List.of(sound), List.of(2))).isEmpty();

    Path log = store.resolve("log-0000000000000000001.seg");
    byte[] all = Files.readAllBytes(log);
    all[all.length - FROM_THE_END] ^= 1;
    Files.write(log, all);
    NodeLedger damaged = StoredLedgers.read(2, false, store);
    assertThat(StoredLedgers.unnoticed(List.of(damaged), List.of(2)))
        .singleElement()
        .asString()
        .startsWith("n2 takes part with a damaged store: ")
        .contains("checksum");
    assertThat(StoredLedgers.unnoticed(List.of(damaged), List.of(1))).isEmpty();
  }

  @Test
  void aNodeThatEndsHasToNameTheDamage() {
    assertThat(StoredLedgers.unexplained(1, "n1: log entry 4 is damaged"))
        .hasValueSatisfying(text -> assertThat(text).startsWith("n1 did not notice"));
    assertThat(
            StoredLedgers.unexplained(
                1, "the store is damaged / a.seg, byte 7: … / to recover: … --recover"))
        .isEmpty();
  }

  private void write() throws Exception {
    try (FolderVolume volume = FolderVolume.open(store);
        NodeStore opened =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      for (int i = 1; i <= 9; i++) {
        opened.append(new DurabilityToken(i), Bytes.of(new byte[100]));
      }
    }
  }
}
