package org.medchain.node.storage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.ListKey;
import org.medchain.application.Location;
import org.medchain.application.LocationLists;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.application.SortedLists.ListLine;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.ChainState;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.failure.FatalError;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LocationIndex;
import org.medchain.node.storage.IndexTables.IndexTable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The locations in the ledger, in RocksDB, or in memory where RocksDB has no native code for the
 * platform (STO-5, STO-14, NODE-13; decision 0143): for queries to a node, never for its decisions.
 * A thread of its own follows the execution; a lost or damaged index, or one of another chain, is
 * rebuilt from a state and the stored blocks. Lookups are for any thread, and find nothing while
 * the index is being made.
 */
public final class StateIndex implements LocationIndex, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateIndex.class);

  /**
   * Changes within this time are written together: with many small blocks, a write for each would
   * take a tenth of the processor time.
   */
  private static final long BATCH_WINDOW_MS = 10;

  private final IndexNews.IndexQueue queue = new IndexNews.IndexQueue();
  private final CompletableFuture<Exception> failure = new CompletableFuture<>();
  private final CompletableFuture<Exception> fatal = new CompletableFuture<>();
  private final IndexMaintenance index;
  private final Thread thread;

  private StateIndex(Path folder, BlockStore blocks, MeterRegistry meters) {
    this.index =
        new IndexMaintenance(
            folder,
            blocks,
            Counter.builder("medchain.storage.index.rebuilds")
                .description("times that state and indexes were made again")
                .register(meters));
    meters.gauge("medchain.storage.index.waiting", queue, IndexNews.IndexQueue::size);
    meters.gauge("medchain.storage.index.height", this, each -> (double) each.height());
    this.thread = Thread.ofPlatform().name("medchain-index").daemon(true).unstarted(this::run);
  }

  /**
   * Opens an index in any state; {@link #stateLoaded} comes next.
   *
   * @param folder for it alone; its damaged parts are deleted
   */
  public static StateIndex open(Path folder, BlockStore blocks, MeterRegistry meters)
      throws IOException {
    PrivateFiles.createDirectory(folder);
    StateIndex index = new StateIndex(folder, blocks, meters);
    index.thread.start();
    return index;
  }

  /**
   * The node is at this height, without having executed the block just now: at its start, or after
   * a state transfer. An index that does not fit is made again.
   *
   * @param block hash of the header there
   */
  public void stateLoaded(long at, Hash block, ChainState state) {
    enqueue(new IndexNews.LoadedState(at, block, state));
  }

  /** The next block was executed; waits if the index is far behind. */
  public void blockExecuted(CertifiedBlock decision, ExecutionResult execution, ChainState state) {
    enqueue(new IndexNews.Executed(decision, execution, state));
  }

  /** A block under the height was fetched after all. */
  public void gapFilled(CertifiedBlock decision) {
    enqueue(new IndexNews.Filled(decision));
  }

  /** Completes with whether it lies in RocksDB, or in memory without native code (NODE-13). */
  public CompletableFuture<Boolean> inRocks() {
    return index.inRocks();
  }

  /** Completes with the reason if the process has to stop (NODE-18): not with a failed disk. */
  public CompletableFuture<Exception> fatalError() {
    return fatal.copy();
  }

  /** Completes when all earlier inputs are in the index. */
  public CompletableFuture<Void> whenCaughtUp() {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    enqueue(new IndexNews.Await(reached));
    return reached;
  }

  private void enqueue(IndexNews news) {
    try {
      queue.put(news);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Height of the last block in it; −1 while it is being made. */
  public long height() {
    return index.height();
  }

  /** The receipts of a block that this node executed with this index beside it (STO-29). */
  public Optional<List<Receipt>> receiptsAt(long height) {
    return lookUp(IndexTable.RECEIPTS, IndexWriter.heightKey(height), IndexWriter::readReceipts);
  }

  @Override
  public Optional<Location> locateTransaction(Hash id) {
    return lookUp(IndexTable.TRANSACTION, id.toBytes(), StateIndex::location);
  }

  @Override
  public Optional<Location> locateRequest(RequestId request) {
    return lookUp(IndexTable.REQUEST, request.encoded(), StateIndex::location);
  }

  @Override
  public Optional<Location> locateRecord(Hash id) {
    return lookUp(IndexTable.RECORD, id.toBytes(), StateIndex::location);
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

  private List<ListLine> lines(ListKey.Stretch stretch) {
    return index
        .ask(
            open ->
                open.range(IndexTable.LISTED, stretch.from(), stretch.below(), stretch.lookAhead()))
        .orElse(List.of());
  }

  private OptionalLong firstNotBefore(long timeMs) {
    return index
        .ask(
            open ->
                open.range(
                    IndexTable.TIME,
                    IndexWriter.timeKey(timeMs, 0),
                    IndexWriter.timeKey(Long.MAX_VALUE, Long.MAX_VALUE),
                    1))
        .filter(found -> !found.isEmpty())
        .map(found -> OptionalLong.of(Decoder.decode(found.get(0).value(), Decoder::int64)))
        .orElseGet(OptionalLong::empty);
  }

  private static Location location(Bytes value) {
    return Decoder.decode(value, Location::decode);
  }

  private <T> Optional<T> lookUp(IndexTable table, Bytes key, Function<Bytes, T> reader) {
    return index.ask(open -> open.get(table, key)).flatMap(Function.identity()).map(reader);
  }

  private void run() {
    try {
      index.open();
      boolean going = true;
      while (going) {
        List<IndexNews> all = new ArrayList<>();
        all.add(queue.take());
        TimeUnit.MILLISECONDS.sleep(BATCH_WINDOW_MS);
        all.addAll(queue.takeAll());
        going = apply(all);
      }
    } catch (InterruptedException e) {
      failure.complete(e);
      Thread.currentThread().interrupt();
    } catch (RocksDBException | RuntimeException e) {
      failure.complete(e);
      LOG.atError().setCause(e).log("the index stops; the node continues without it");
    } catch (Error e) {
      Exception reason = FatalError.of("index", e);
      fatal.complete(reason);
      failure.complete(reason);
    } finally {
      index.close();
      drain();
    }
  }

  /** No caller may wait forever for room or for the index. */
  private void drain() {
    if (failure.isDone()) {
      while (true) {
        try {
          IndexNews news = queue.take();
          if (news instanceof IndexNews.Await await) {
            await.reached().completeExceptionally(new StorageFailureException(failure.join()));
          } else if (news instanceof IndexNews.End) {
            return;
          }
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  /** Takes in the news, blocks that follow one another in one batch; false if that was all. */
  private boolean apply(List<IndexNews> all) throws RocksDBException {
    List<IndexNews.Executed> run = new ArrayList<>();
    for (IndexNews news : all) {
      if (news instanceof IndexNews.Executed executed) {
        run.add(executed);
        continue;
      }
      index.follow(run);
      run.clear();
      switch (news) {
        case IndexNews.LoadedState standing -> index.stand(standing);
        case IndexNews.Filled filled -> index.fill(filled.decision());
        case IndexNews.Await await -> await.reached().complete(null);
        case IndexNews.End end -> {
          return false;
        }
        case IndexNews.Executed executed ->
            throw new IllegalStateException(executed + " was taken");
      }
    }
    index.follow(run);
    return true;
  }

  /** Takes in what it was told, and closes. */
  @Override
  public void close() {
    enqueue(new IndexNews.End());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
