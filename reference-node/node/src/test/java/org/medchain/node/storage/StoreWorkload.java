package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/**
 * A node's use of its disk at random, life after life, and the records that must be there whenever
 * the power is cut (STO-3).
 */
final class StoreWorkload {
  static final StoreOptions OPTIONS =
      new StoreOptions(
          Pbft.PROTOCOL, true, StoreOptions.of(Pbft.PROTOCOL).commitDelay(), 600, 1 << 20);

  private static final List<CertifiedBlock> CHAIN = SampleDecisions.chain(200, 1, 40);

  private final Random random;
  private final Random clock = new Random(1);
  private StoreWriter disk;
  private long nowNs;

  /** Everything that a beginning-to-end log would hold, whichever life it was written in. */
  private final List<Bytes> history = new ArrayList<>();

  private final Map<Long, Snapshot> kept = new TreeMap<>();

  /** For each token of this life, how long the history was with its entry. */
  private final Map<Long, Integer> lengths = new TreeMap<>();

  private final Map<Long, Long> keptTokens = new TreeMap<>();
  private final List<Wanted> cuts = new ArrayList<>();
  private final List<StoreCommand> queued = new ArrayList<>();
  private int durableLength;
  private int stored;
  private int forcedBlocks;
  private long token;
  private long durableToken;
  private long height;
  private long entries;

  /** A cut that was asked for: from then on the log may begin here, if those blocks are there. */
  private record Wanted(int from, long height, int blocks) {}

  StoreWorkload(Random random) {
    this.random = random;
  }

  /** Begins a life on what is there, and checks it. */
  void live(FaultyVolume volume) throws IOException, CorruptStoreException {
    disk = StoreWriter.open(volume, OPTIONS, () -> 7, this::nanoTime);
    List<Bytes> log = disk.takeRecoveredEntries();
    int from = check(disk, log);
    List<Bytes> whole = new ArrayList<>(history.subList(0, from));
    whole.addAll(log);
    history.clear();
    history.addAll(whole);
    durableLength = history.size();
    lengths.clear();
    queued.clear();
    keptTokens.clear();
    kept.keySet().removeIf(each -> state(each).isEmpty());
    cuts.removeIf(cut -> cut.from() > from);
    stored = (int) disk.blocks().highestHeight();
    forcedBlocks = stored;
    token = 0;
    durableToken = 0;
  }

  /** Some milliseconds pass between any two looks at the clock. */
  private long nanoTime() {
    nowNs += clock.nextInt(250_000_000);
    return nowNs;
  }

  private Optional<Bytes> state(long of) {
    return SmallStore.state(disk, of);
  }

  /** Does some things, until a power cut ends it. */
  void run(int steps) throws IOException {
    for (int i = 0; i < steps; i++) {
      switch (random.nextInt(16)) {
        case 0 -> keep();
        case 1 -> cut();
        case 2, 3, 4 -> store();
        case 5 -> forceBlocks();
        case 6, 7, 8, 9 -> perform();
        default -> append();
      }
    }
    perform();
  }

  void close() throws IOException {
    perform();
    forceBlocks();
    disk.close();
  }

  private void append() {
    int size = random.nextInt(20) == 0 ? 2_000 : random.nextInt(100);
    byte[] content = new byte[8 + size];
    random.nextBytes(content);
    ByteBuffer.wrap(content).putLong(++entries);
    Bytes entry = Bytes.of(content);
    history.add(entry);
    lengths.put(++token, history.size());
    queued.add(new StoreCommand.AppendEntry(token, entry));
  }

  private void keep() throws IOException {
    height += 1 + random.nextInt(3);
    int size = random.nextInt(40) == 0 ? SnapshotPart.BYTES + 10 : random.nextInt(150);
    byte[] state = new byte[size];
    random.nextBytes(state);
    Snapshot snapshot = new Snapshot(Bytes.utf8("context " + height), Bytes.of(state));
    kept.put(height, snapshot);
    lengths.put(++token, history.size());
    keptTokens.put(height, token);
    SmallStore.saveSnapshot(disk, token, height, snapshot, queued);
  }

  /** As a replica does: a new base, then the cut before it; or the cut comes too early. */
  private void cut() throws IOException {
    long lowest = Math.max(0, height - random.nextInt(5));
    boolean early = random.nextInt(3) == 0;
    if (!early) {
      append();
    }
    cuts.add(new Wanted(early ? history.size() : history.size() - 1, lowest, stored));
    queued.add(new StoreCommand.TruncateLog(early ? token + 1 : token, lowest));
    if (early) {
      perform();
      append();
    }
  }

  private void store() {
    if (stored < CHAIN.size()) {
      disk.blocks().append(CHAIN.get(stored));
      stored++;
    }
  }

  private void forceBlocks() {
    int before = stored;
    disk.blocks().force();
    forcedBlocks = before;
  }

  private void perform() throws IOException {
    List<StoreCommand> group = List.copyOf(queued);
    queued.clear();
    disk.commit(group, this::acknowledged);
  }

  private void acknowledged(long upTo) {
    assertThat(upTo).isGreaterThan(durableToken);
    durableToken = upTo;
    durableLength = Math.max(durableLength, lengths.get(upTo));
  }

  /**
   * Checks a store's content against its promises.
   *
   * @return where in the history its log begins
   */
  int check(StoreWriter opened) throws IOException, CorruptStoreException {
    return check(opened, opened.takeRecoveredEntries());
  }

  private int check(StoreWriter opened, List<Bytes> log) throws IOException, CorruptStoreException {
    int from = beginning(log);
    assertThat(from + log.size()).as("acknowledged entries").isGreaterThanOrEqualTo(durableLength);
    assertThat(history.subList(from, from + log.size())).as("the log").isEqualTo(log);
    checkCuts(opened, from);
    checkSnapshots(opened);
    checkBlocks(opened.blocks());
    return from;
  }

  private int beginning(List<Bytes> log) {
    if (log.isEmpty()) {
      return 0;
    }
    int from = history.indexOf(log.get(0));
    assertThat(from).as("where the log begins").isNotNegative();
    return from;
  }

  private void checkCuts(StoreWriter opened, int from) {
    boolean asked = from == 0 || cuts.stream().anyMatch(cut -> cut.from() == from);
    assertThat(asked).as("a cut at " + from + " was asked for").isTrue();
    for (Wanted cut : cuts) {
      if (cut.from() > 0 && cut.from() <= from) {
        assertThat(opened.blocks().contiguousHeight())
            .as("blocks whose log entries are gone")
            .isGreaterThanOrEqualTo(cut.blocks());
      }
    }
  }

  private void checkSnapshots(StoreWriter opened) {
    long lowest = cuts.stream().mapToLong(Wanted::height).max().orElse(0);
    for (Map.Entry<Long, Snapshot> each : kept.entrySet()) {
      long at = each.getKey();
      Optional<Bytes> state = SmallStore.state(opened, at);
      state.ifPresent(found -> assertThat(found).isEqualTo(each.getValue().state().bytes()));
      // One of an earlier life was seen at this one's beginning.
      boolean durable = keptTokens.getOrDefault(at, 0L) <= durableToken;
      if (at >= lowest && durable) {
        assertThat(state).as("snapshot of " + at).isPresent();
        assertThat(opened.snapshots().read(at)).isEqualTo(each.getValue());
      }
    }
  }

  private void checkBlocks(BlockStore blocks) {
    assertThat(blocks.contiguousHeight()).isEqualTo(blocks.highestHeight());
    assertThat(blocks.contiguousHeight()).as("forced blocks").isGreaterThanOrEqualTo(forcedBlocks);
    assertThat(blocks.contiguousHeight()).isLessThanOrEqualTo(CHAIN.size());
    // Reading all of them each time would take most of the test's time.
    for (long at = blocks.contiguousHeight(); at >= 1; at = at / 2) {
      assertThat(blocks.blockAt(at)).contains(CHAIN.get((int) at - 1));
    }
  }
}
