package org.medchain.node.storage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.ListKey;
import org.medchain.application.ListKey.ListLine;
import org.medchain.application.ListKey.Stretch;
import org.medchain.application.Location;
import org.medchain.application.LocationLists;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.failure.FatalError;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LocationIndex;
import org.medchain.node.storage.IndexTables.IndexTable;
import org.medchain.node.storage.IndexWriter.IndexPosition;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The locations in the ledger, in RocksDB, or in memory where RocksDB has no native code for the
 * platform (STO-5, STO-14, NODE-13; decision 0140): for queries to a node, never for its decisions.
 * A separate thread follows the ledger only by its height (STO-26). A lost or damaged index, or one
 * of another chain or version, is rebuilt from a state and the stored blocks. Lookups are for any
 * thread and wait for nothing; while the index is being made they find the last blocks, and what it
 * has already.
 */
public final class StateIndex implements LocationIndex, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateIndex.class);

  /**
   * Changes within this time are written together: with many small blocks, a write for each would
   * take a tenth of the processor time.
   */
  private static final long BATCH_WINDOW_MS = 10;

  /**
   * The number of blocks that an index may be behind of which a client sees nothing: some seconds.
   */
  private static final long REACH_BLOCKS = 256;

  private final CompletableFuture<Exception> fatal = new CompletableFuture<>();
  private final IndexMaintenance index;
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("medchain-index").daemon(true).factory());

  /** The next inputs of the thread; only the newest of each. */
  private Optional<LoadedState> loaded = Optional.empty();

  private volatile long target;
  private volatile LongFunction<Optional<BlockEffect>> recent = height -> Optional.empty();
  private CompletableFuture<Void> caughtUp = CompletableFuture.completedFuture(null);
  private boolean changed;

  /** The result of executing a block. */
  public record BlockEffect(CertifiedBlock decision, List<Receipt> receipts, WorldState state) {
    public BlockEffect {
      receipts = List.copyOf(receipts);
    }

    long height() {
      return decision.block().height();
    }

    private <T> Optional<Location> locate(Function<Transaction, T> name, T asked) {
      List<Transaction> all = decision.block().transactions();
      return IntStream.range(0, all.size())
          .filter(i -> name.apply(all.get(i)).equals(asked))
          .filter(i -> receipts.get(i).code() != Outcome.DUPLICATE.code())
          .mapToObj(i -> new Location(height(), i))
          .findFirst();
    }

    private Optional<Location> locateRecord(Hash id) {
      return Records.find(state, id).map(found -> new Location(found.height(), found.index()));
    }
  }

  /** The state after a block. */
  record LoadedState(long height, Hash block, WorldState state) {
    static LoadedState after(BlockEffect effect) {
      Block block = effect.decision().block();
      return new LoadedState(block.height(), block.hash(), effect.state());
    }

    IndexPosition position() {
      return new IndexPosition(height, block, state.tree().root());
    }
  }

  private StateIndex(Path folder, Genesis genesis, BlockStore blocks, MeterRegistry meters) {
    this.index =
        new IndexMaintenance(
            folder,
            genesis,
            blocks,
            Counter.builder("medchain.storage.index.rebuilds")
                .description("times that state and indexes were made again")
                .register(meters));
    meters.gauge("medchain.storage.index.waiting", this, StateIndex::lag);
    meters.gauge("medchain.storage.index.height", this, each -> (double) each.height());
  }

  /**
   * Opens an index in any state; {@link #stateLoaded} comes next.
   *
   * @param folder only for it; its damaged parts are deleted
   */
  public static StateIndex open(
      Path folder, Genesis genesis, BlockStore blocks, MeterRegistry meters) throws IOException {
    PrivateFiles.createDirectory(folder);
    StateIndex index = new StateIndex(folder, genesis, blocks, meters);
    index.thread.execute(() -> index.guarded(index.index::open));
    return index;
  }

  /**
   * The node is at this height, without having executed the block just now: at its start, or after
   * a state transfer. An index that does not fit is made again.
   *
   * @param block hash of the header there
   */
  public synchronized void stateLoaded(long at, Hash block, WorldState state) {
    loaded = Optional.of(new LoadedState(at, block, state));
    target = at;
    change();
  }

  /**
   * The block of this height was stored and executed.
   *
   * @param source has the results of the last executions; others are executed again from the store
   */
  public synchronized void reached(long height, LongFunction<Optional<BlockEffect>> source) {
    recent = source;
    target = height;
    change();
  }

  /** Blocks under the height were fetched after all. */
  public synchronized void gapFilled() {
    change();
  }

  private synchronized void change() {
    if (!changed && !thread.isShutdown()) {
      changed = true;
      var unused =
          thread.schedule(() -> guarded(this::followOnce), BATCH_WINDOW_MS, TimeUnit.MILLISECONDS);
    }
    if (caughtUp.isDone() && !caughtUp.isCompletedExceptionally()) {
      caughtUp = new CompletableFuture<>();
    }
  }

  /** How many executed blocks are not in it. */
  private long lag() {
    return Math.max(index.unfilled(), target - Math.max(0, height()));
  }

  /** Whether it has all that was executed, except for the last few seconds (STO-33). */
  public boolean isWithinReach() {
    return lag() <= REACH_BLOCKS;
  }

  /** Completes with whether it lies in RocksDB, or in memory without native code (NODE-13). */
  public CompletableFuture<Boolean> inRocks() {
    return index.inRocks.copy();
  }

  /** Completes with the reason if the process has to stop (NODE-18): not with a failed disk. */
  public CompletableFuture<Exception> fatalError() {
    return fatal.copy();
  }

  /** Completes when all earlier inputs are in the index. */
  public synchronized CompletableFuture<Void> whenCaughtUp() {
    return caughtUp;
  }

  /** Height of the last block in it; −1 while it is not open. */
  public long height() {
    return index.height();
  }

  /** The receipts of a block that this node executed with this index beside it (STO-29). */
  public Optional<List<Receipt>> receiptsAt(long height) {
    return lookUp(
        IndexTable.RECEIPTS, IndexWriter.heightKey(height), Receipt.CODEC.list()::decoded);
  }

  @Override
  public Optional<Location> locateTransaction(Hash id) {
    return locate(IndexTable.TRANSACTION, id.toBytes(), at -> at.locate(Transaction::id, id));
  }

  @Override
  public Optional<Location> locateRequest(RequestId request) {
    return locate(
        IndexTable.REQUEST, request.encoded(), at -> at.locate(Transaction::request, request));
  }

  @Override
  public Optional<Location> locateRecord(Hash id) {
    return locate(IndexTable.RECORD, id.toBytes(), at -> at.locateRecord(id));
  }

  @Override
  public Page<FoundRecord> find(RecordSearch search) {
    return ListKey.stretch(search, this::firstNotBefore)
        .map(stretch -> stretch.page(lines(stretch), LocationLists::found))
        .orElseGet(Page::empty);
  }

  @Override
  public Page<HistoryEntry> history(HistorySearch search) {
    return ListKey.stretch(search, this::firstNotBefore)
        .map(
            stretch ->
                stretch
                    .page(
                        lines(stretch),
                        (Location place, Bytes value) -> HistoryEntry.of(place, value))
                    .only(this::isNoRepetition))
        .orElseGet(Page::empty);
  }

  /** Blocks that were indexed without receipts have repetitions of a request on the lists too. */
  private boolean isNoRepetition(HistoryEntry order) {
    return locateRequest(order.request()).equals(Optional.of(order.place()));
  }

  private List<ListLine> lines(Stretch stretch) {
    return range(IndexTable.LISTED, stretch.from(), stretch.below(), stretch.lookAhead());
  }

  private List<ListLine> range(IndexTable table, Bytes from, Bytes below, int limit) {
    return index.ask(open -> open.range(table, from, below, limit)).orElse(List.of());
  }

  private OptionalLong firstNotBefore(long timeMs) {
    Bytes end = IndexWriter.timeKey(Long.MAX_VALUE, Long.MAX_VALUE);
    return range(IndexTable.TIME, IndexWriter.timeKey(timeMs, 0), end, 1).stream()
        .mapToLong(found -> Codec.INT64.decoded(found.value()))
        .findFirst();
  }

  /**
   * STO-33: a caller with the receipt of a request finds it, though its block is still being taken
   * in. Nobody waits for that: a wait would hold a worker, and distinguish unknown entries from
   * those not shown (LIGHT-8).
   */
  private Optional<Location> locate(
      IndexTable table, Bytes key, Function<BlockEffect, Optional<Location>> search) {
    long above = height() - index.unfilled(); // before the lookup: no block is passed over
    return lookUp(table, key, Codec.of(Location.class)::decoded)
        .or(
            () ->
                LongStream.rangeClosed(Math.max(above, target - REACH_BLOCKS) + 1, target)
                    .mapToObj(recent)
                    .flatMap(block -> block.flatMap(search).stream())
                    .findFirst());
  }

  private <T> Optional<T> lookUp(IndexTable table, Bytes key, Function<Bytes, T> reader) {
    return index.ask(open -> open.get(table, key)).flatMap(Function.identity()).map(reader);
  }

  private interface IndexTask {
    void run() throws RocksDBException;
  }

  private void guarded(IndexTask task) {
    try {
      task.run();
    } catch (RocksDBException | RuntimeException e) {
      LOG.atError().setCause(e).log("the index stops; the node continues without it");
      end(e);
    } catch (Error e) {
      Exception reason = FatalError.of("index", e);
      fatal.complete(reason);
      end(reason);
    }
  }

  private void followOnce() throws RocksDBException {
    Optional<LoadedState> from;
    long upTo;
    LongFunction<Optional<BlockEffect>> source;
    synchronized (this) {
      from = loaded;
      upTo = target;
      source = recent;
      loaded = Optional.empty();
      changed = false;
    }
    from.ifPresent(index::load);
    boolean complete = index.follow(upTo, source);
    synchronized (this) {
      if (!complete) {
        change();
      } else if (!changed) {
        caughtUp.complete(null);
      }
    }
  }

  /** No caller may wait for the index any more. */
  private void end(Exception reason) {
    StorageFailureException failure = new StorageFailureException(reason);
    synchronized (this) {
      thread.shutdownNow();
      caughtUp.completeExceptionally(failure);
      caughtUp = CompletableFuture.failedFuture(failure);
    }
    index.close();
  }

  /** Takes in its inputs, except for those still to be filled in, and closes. */
  @Override
  public void close() {
    synchronized (this) {
      thread.shutdown();
    }
    index.stop();
    thread.close();
    index.close();
  }
}
