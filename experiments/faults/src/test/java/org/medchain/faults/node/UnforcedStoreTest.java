package org.medchain.faults.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Bytes;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.Volume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/** FN-5: a store on a disk that loses what was not forced, killed between any two writes. */
@Tag("process")
class UnforcedStoreTest {
  private static final int KILLS = 60;

  /** Small segments, so that some begin and end. */
  private static final StoreOptions OPTIONS =
      new StoreOptions(Pbft.PROTOCOL, true, Duration.ofMillis(1), 1500, 1 << 20);

  @TempDir private Path folder;
  private volatile Faults faults = Faults.NONE;

  @ParameterizedTest
  @EnumSource(names = {"SEED", "DISK_LOSE_UNFORCED", "DISK_TORN"})
  void whatWasAcknowledgedIsThereAfterAKill(FaultKey key) throws Exception {
    for (int seed = 0; seed < KILLS; seed++) {
      faults = Faults.NONE;
      kill(key == FaultKey.SEED ? Faults.NONE : Faults.NONE.with(key), seed);
    }
  }

  private void kill(Faults left, int seed) throws Exception {
    Random random = new Random(seed);
    Path real = Files.createDirectories(folder.resolve("real-" + seed));
    Path image = Files.createDirectories(folder.resolve("left-" + seed));
    AtomicLong acknowledged = new AtomicLong();
    Map<Long, Bytes> entries = new TreeMap<>();
    long promised;
    try (UnreliableVolume volume =
            new UnreliableVolume(
                FolderVolume.open(real), () -> faults, new Random(seed), new Random(seed));
        NodeStore store =
            NodeStore.open(
                volume,
                OPTIONS,
                token -> acknowledged.set(token.number()),
                new SimpleMeterRegistry())) {
      int loses = random.nextInt(40);
      for (long token = 1; token <= 40 + random.nextInt(60); token++) {
        if (token > loses && !faults.equals(left)) {
          faults = left;
          volume.settle();
        }
        write(store, token, random, entries);
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(3000));
      synchronized (volume) {
        promised = acknowledged.get();
        copy(real, image);
      }
      faults = Faults.NONE;
    }
    List<Bytes> recovered = recovered(image);
    List<Bytes> all = List.copyOf(entries.values());
    assertThat(recovered).as("seed " + seed).isEqualTo(all.subList(0, recovered.size()));
    long needed = entries.keySet().stream().filter(token -> token <= promised).count();
    assertThat((long) recovered.size()).as("seed " + seed).isGreaterThanOrEqualTo(needed);
  }

  private static void write(NodeStore store, long token, Random random, Map<Long, Bytes> entries)
      throws InterruptedException {
    DurabilityToken number = new DurabilityToken(token);
    if (random.nextInt(15) == 0) {
      Bytes state = Bytes.of(new byte[random.nextInt(500)]);
      store.saveSnapshot(number, token, new Snapshot(Bytes.EMPTY, state));
    } else {
      byte[] content = new byte[1 + random.nextInt(200)];
      random.nextBytes(content);
      entries.put(token, Bytes.of(content));
      store.append(number, entries.get(token));
    }
    if (random.nextInt(3) == 0) {
      store.requestSync(number);
    }
    if (random.nextInt(6) == 0) {
      TimeUnit.MICROSECONDS.sleep(random.nextInt(500));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(each.getFileName()));
      }
    }
  }

  private static List<Bytes> recovered(Path image) throws Exception {
    try (Volume volume = FolderVolume.open(image);
        NodeStore store = NodeStore.open(volume, OPTIONS, token -> {}, new SimpleMeterRegistry())) {
      return store.takeRecoveredEntries();
    }
  }
}
