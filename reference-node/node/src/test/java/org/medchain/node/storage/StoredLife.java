package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Bytes;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/** A store's life at random, closed in order or killed anywhere, and its reports. */
final class StoredLife {
  final FaultyVolume volume = new FaultyVolume();
  private final Random random;
  private final StoreOptions options;
  private long token;
  private int appended;
  private int reported;
  private long reportedToken;
  private int stored;
  private int forcedBlocks;

  /** Entries of the log by their token: those that were reported are those up to a token. */
  private final TreeMap<Long, Integer> lengths = new TreeMap<>();

  /** The tokens of snapshots by their heights. */
  private final Map<Long, Long> snapshots = new TreeMap<>();

  StoredLife(Random random) {
    this.random = random;
    int segmentBytes = 500 << random.nextInt(4);
    options =
        new StoreOptions(
            Pbft.PROTOCOL,
            true,
            StoreOptions.of(Pbft.PROTOCOL).commitDelay(),
            segmentBytes,
            1 << 20);
  }

  /** Lives, and ends. */
  StoredLife live() throws IOException, CorruptStoreException {
    int killAt = random.nextInt(3) == 0 ? Integer.MAX_VALUE : 20 + random.nextInt(200);
    StoreWriter disk = StoreWriter.open(volume, options, () -> 3, () -> 0);
    int[] passed = new int[1];
    volume.onBoundary(
        () -> {
          if (++passed[0] > killAt) {
            throw new FaultyVolume.PowerCut();
          }
        });
    try {
      work(disk);
      if (random.nextBoolean()) {
        disk.close();
      }
    } catch (FaultyVolume.PowerCut | StorageFailureException e) {
      // Killed there: written bytes are there, forced or not.
    }
    volume.onBoundary(() -> {});
    return this;
  }

  private void work(StoreWriter disk) throws IOException {
    List<StoreCommand> orders = new ArrayList<>();
    for (CertifiedBlock each : StoredSample.LEDGER.decisions()) {
      int height = (int) each.block().height();
      appended++;
      lengths.put(++token, appended);
      orders.add(new StoreCommand.AppendEntry(token, StoredSample.decided(each)));
      disk.blocks().append(each);
      stored++;
      if (random.nextInt(6) == 0) {
        Snapshot snapshot = StoredSample.snapshot(height);
        lengths.put(++token, appended);
        snapshots.put((long) height, token);
        SmallStore.saveSnapshot(disk, token, height, snapshot, orders);
        if (random.nextBoolean()) {
          orders.add(new StoreCommand.TruncateLog(token, height));
        }
      }
      if (random.nextInt(6) == 0) {
        int before = stored;
        disk.forceBlocks();
        forcedBlocks = before;
      }
      if (random.nextInt(3) > 0) {
        disk.commit(orders, this::report);
        orders.clear();
      }
    }
    disk.commit(orders, this::report);
  }

  private void report(long upTo) {
    reportedToken = upTo;
    reported = lengths.floorEntry(upTo).getValue();
  }

  /** The content read from a store; damage that is found behind the start is thrown like any. */
  SmallStore.Content read(FaultyVolume from) throws IOException, CorruptStoreException {
    StoreWriter disk = StoreWriter.open(from, options, () -> 4, () -> 0);
    List<StoreFault> behind =
        new SealedBlocksCheck(from, disk.blocks().segmentHeaders(), e -> {}).faults();
    if (!behind.isEmpty()) {
      throw new CorruptStoreException(behind);
    }
    SmallStore.Content content = SmallStore.content(disk);
    disk.close();
    return content;
  }

  /** Whether this is an undamaged store's content, except for an end that was never forced. */
  boolean lacksNothing(SmallStore.Content found, SmallStore.Content undamaged) {
    List<Bytes> all = StoredSample.LEDGER.decisions().stream().map(StoredSample::decided).toList();
    int from = found.log().isEmpty() ? 0 : all.indexOf(found.log().get(0));
    int to = from + found.log().size();
    int needed = undamaged.log().isEmpty() ? all.size() : all.indexOf(undamaged.log().get(0));
    boolean log =
        all.subList(from, to).equals(found.log())
            && (reported <= needed || (from <= needed && to >= reported));
    boolean blocks =
        found.blocks().size() >= Math.max(forcedBlocks, from)
            && undamaged.blocks().subList(0, found.blocks().size()).equals(found.blocks());
    return log && blocks && hasSnapshots(found.states(), undamaged.states());
  }

  private boolean hasSnapshots(Map<Long, Bytes> found, Map<Long, Bytes> undamaged) {
    return undamaged.entrySet().stream()
        .filter(each -> snapshots.get(each.getKey()) <= reportedToken)
        .allMatch(each -> each.getValue().equals(found.get(each.getKey())));
  }
}
