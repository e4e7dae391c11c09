package org.medchain.node.storage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.medchain.application.Location;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.ChainState;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LocationIndex;
import org.medchain.node.storage.IndexTables.IndexBatch;
import org.medchain.node.storage.IndexTables.IndexTable;
import org.medchain.node.storage.IndexWriter.IndexPosition;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state and where things stand in the ledger, in RocksDB (STO-5, STO-14; decision 0143): for
 * what a node serves, never for what it decides. A thread of its own follows the execution; what is
 * lost, damaged or of another chain is made again from a state and the stored blocks. Lookups are
 * for any thread, and find nothing while the index is being made.
 */
public final class StateIndex implements LocationIndex, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateIndex.class);
  private static final int MAX_WAITING = 1024;
  private static final long NOT_READY = -1;

  /**
   * What comes within this time is written together: where blocks are small and many, a write for
   * each takes a tenth of the processor time, from those who wait for the next block.
   */
  private static final long BATCH_WINDOW_MS = 10;

  private final Path folder;
  private final BlockStore blocks;
  private final BlockingQueue<IndexUpdate> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final CompletableFuture<Exception> failure = new CompletableFuture<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Counter rebuilds;
  private final Thread thread;
  private volatile Optional<IndexTables> tables = Optional.empty();
  private volatile long height = NOT_READY;

  /** The state that the tables hold; empty while they are ahead of what was executed here. */
  private Optional<ChainState> base = Optional.empty();

  /** Blocks that filled gaps while {@link #base} was empty. */
  private final List<CertifiedBlock> earlyGapBlocks = new ArrayList<>();

  /** What the index's thread is told. */
  private sealed interface IndexUpdate {
    record LoadedStateUpdate(long height, Hash block, ChainState state) implements IndexUpdate {}

    record ExecutedBlockUpdate(CertifiedBlock decision, ExecutionResult execution, ChainState state)
        implements IndexUpdate {}

    record FilledGapUpdate(CertifiedBlock decision) implements IndexUpdate {}

    record IndexBarrier(CompletableFuture<Void> done) implements IndexUpdate {}

    record IndexStop() implements IndexUpdate {}
  }

  private StateIndex(Path folder, BlockStore blocks, MeterRegistry meters) {
    this.folder = folder;
    this.blocks = blocks;
    this.rebuilds =
        Counter.builder("medchain.storage.index.rebuilds")
            .description("times that state and indexes were made again")
            .register(meters);
    meters.gauge("medchain.storage.index.waiting", queue, BlockingQueue::size);
    meters.gauge("medchain.storage.index.height", this, index -> (double) index.height());
    this.thread = Thread.ofPlatform().name("medchain-index").daemon(true).unstarted(this::run);
  }

  /**
   * Opens an index, whatever state it is in; {@link #stateLoaded} comes next.
   *
   * @param folder for it alone; what is damaged in it is deleted
   */
  public static StateIndex open(Path folder, BlockStore blocks, MeterRegistry meters)
      throws IOException {
    Files.createDirectories(folder);
    StateIndex index = new StateIndex(folder, blocks, meters);
    index.thread.start();
    return index;
  }

  /**
   * The node stands at this height, without having executed the block just now: at its start, or
   * after a state transfer. An index that does not fit is made again.
   *
   * @param block hash of the header there
   */
  public void stateLoaded(long at, Hash block, ChainState state) {
    enqueue(new IndexUpdate.LoadedStateUpdate(at, block, state));
  }

  /** The next block was executed; waits if the index is far behind. */
  public void blockExecuted(CertifiedBlock decision, ExecutionResult execution, ChainState state) {
    enqueue(new IndexUpdate.ExecutedBlockUpdate(decision, execution, state));
  }

  /** A block under the height was fetched after all. */
  public void gapFilled(CertifiedBlock decision) {
    enqueue(new IndexUpdate.FilledGapUpdate(decision));
  }

  /** Completes when everything that was told before is in the index. */
  public CompletableFuture<Void> whenCaughtUp() {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    enqueue(new IndexUpdate.IndexBarrier(reached));
    return reached;
  }

  private void enqueue(IndexUpdate news) {
    try {
      queue.put(news);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Height of the last block in it; −1 while it is being made. */
  public long height() {
    return height;
  }

  /** The value of a key in the state at {@link #height}. */
  public Optional<Bytes> state(Bytes key) {
    return lookUp(IndexTable.STATE, key, Function.identity());
  }

  /** The height of the block with this hash. */
  public Optional<Long> heightOf(Hash hash) {
    return lookUp(IndexTable.BLOCK, hash.toBytes(), value -> Decoder.decode(value, Decoder::int64));
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
  public List<Hash> recordsOf(PublicKey patient) {
    return query(
            open ->
                open.valuesWithPrefix(IndexTable.OWNED, patient.value()).stream()
                    .map(value -> Decoder.decode(value, Decoder::hash))
                    .toList())
        .orElse(List.of());
  }

  private static Location location(Bytes value) {
    return Decoder.decode(value, IndexWriter::decodeLocation);
  }

  private <T> Optional<T> lookUp(IndexTable table, Bytes key, Function<Bytes, T> reader) {
    return query(open -> open.get(table, key)).flatMap(Function.identity()).map(reader);
  }

  private interface IndexLookup<T> {
    T lookUp(IndexTables tables) throws RocksDBException;
  }

  /** Asks the tables while nobody can close them; nothing if they are not ready. */
  private <T> Optional<T> query(IndexLookup<T> question) {
    lock.readLock().lock();
    try {
      return tables.isPresent() && height != NOT_READY
          ? Optional.of(question.lookUp(tables.get()))
          : Optional.empty();
    } catch (RocksDBException e) {
      throw new StorageFailureException(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void run() {
    try {
      openTables();
      boolean going = true;
      while (going) {
        List<IndexUpdate> all = new ArrayList<>();
        all.add(queue.take());
        TimeUnit.MILLISECONDS.sleep(BATCH_WINDOW_MS);
        queue.drainTo(all);
        going = apply(all);
      }
    } catch (InterruptedException e) {
      failure.complete(e);
      Thread.currentThread().interrupt();
    } catch (RocksDBException | RuntimeException e) {
      failure.complete(e);
      LOG.atError().setCause(e).log("the index stops; the node goes on without it");
    } finally {
      close(Optional.empty());
      drain();
    }
  }

  /** Nobody who waits for room, or for the index, may wait for ever. */
  private void drain() {
    height = NOT_READY;
    if (failure.isDone()) {
      while (true) {
        try {
          IndexUpdate news = queue.take();
          if (news instanceof IndexUpdate.IndexBarrier await) {
            await.done().completeExceptionally(new StorageFailureException(failure.join()));
          } else if (news instanceof IndexUpdate.IndexStop) {
            return;
          }
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  private void openTables() throws RocksDBException {
    RocksDbLibrary.load(folder.resolveSibling("native"));
    try {
      tables = Optional.of(new IndexTables(folder));
    } catch (RocksDBException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the index is damaged");
      IndexTables.destroy(folder);
      tables = Optional.of(new IndexTables(folder));
    }
  }

  /** Takes in the news, blocks that follow one another in one batch; false if that was all. */
  private boolean apply(List<IndexUpdate> all) throws RocksDBException {
    List<IndexUpdate.ExecutedBlockUpdate> run = new ArrayList<>();
    for (IndexUpdate news : all) {
      if (news instanceof IndexUpdate.ExecutedBlockUpdate executed) {
        run.add(executed);
        continue;
      }
      applyBlocks(run);
      run.clear();
      switch (news) {
        case IndexUpdate.LoadedStateUpdate standing -> applyLoadedState(standing);
        case IndexUpdate.FilledGapUpdate filled -> fill(filled.decision());
        case IndexUpdate.IndexBarrier await -> await.done().complete(null);
        case IndexUpdate.IndexStop end -> {
          return false;
        }
        case IndexUpdate.ExecutedBlockUpdate executed ->
            throw new IllegalStateException(executed + " was taken");
      }
    }
    applyBlocks(run);
    return true;
  }

  /** STO-5: an index is kept if it is of this chain, and not ahead of the stored blocks. */
  private void applyLoadedState(IndexUpdate.LoadedStateUpdate standing) throws RocksDBException {
    Optional<IndexPosition> at = IndexWriter.position(tables.orElseThrow());
    Hash root = standing.state().tree().root();
    Optional<ChainState> known = base;
    base = Optional.empty();
    if (at.isPresent()
        && at.get().equals(new IndexPosition(standing.height(), standing.block(), root))) {
      base = Optional.of(standing.state());
      height = standing.height();
    } else if (at.isPresent() && at.get().height() > standing.height() && isStored(at.get())) {
      height = at.get().height();
    } else {
      IndexPosition to = new IndexPosition(standing.height(), standing.block(), root);
      if (height != NOT_READY && at.isPresent() && isStored(at.get())) {
        advance(at.get(), known, to, standing.state());
      } else {
        rebuild(to, standing.state());
      }
    }
  }

  /**
   * After a state transfer: of the blocks up to here only those since are new, and most of them
   * come when the gap is filled. To make all again would take the longer the longer the chain is,
   * and the node needs that time to keep up.
   */
  private void advance(
      IndexPosition from, Optional<ChainState> known, IndexPosition to, ChainState state)
      throws RocksDBException {
    try (IndexBatch changes = new IndexBatch(tables.orElseThrow())) {
      IndexWriter writer = new IndexWriter(tables.get());
      if (known.isPresent()) {
        writer.state(changes, known.get().tree(), state.tree());
      } else {
        height = NOT_READY;
        writer.replaceState(changes, state.tree());
      }
      for (long each = to.height(); each > from.height(); each--) {
        Optional<CertifiedBlock> stored = blocks.blockAt(each);
        if (stored.isPresent()) {
          writer.blockStored(changes, stored.get().block(), state);
        }
      }
      IndexWriter.position(changes, to);
      changes.write();
    }
    base = Optional.of(state);
    height = to.height();
    fillEarlyGaps();
  }

  private boolean isStored(IndexPosition at) {
    return blocks
        .blockAt(at.height())
        .filter(each -> each.block().hash().equals(at.block()))
        .isPresent();
  }

  private void rebuild(IndexPosition at, ChainState state) throws RocksDBException {
    LOG.atInfo().addKeyValue("height", at.height()).log("makes the index again");
    rebuilds.increment();
    height = NOT_READY;
    close(Optional.of(folder));
    tables = Optional.of(new IndexTables(folder));
    new IndexWriter(tables.get()).rebuild(at, state, blocks);
    base = Optional.of(state);
    earlyGapBlocks.clear(); // they are among the stored blocks
    height = at.height();
  }

  /** Closes the tables when nobody reads in them, and deletes them if told where they are. */
  private void close(Optional<Path> toDelete) {
    lock.writeLock().lock();
    try {
      tables.ifPresent(IndexTables::close);
      tables = Optional.empty();
      if (toDelete.isPresent()) {
        IndexTables.destroy(toDelete.get());
      }
    } catch (RocksDBException e) {
      throw new StorageFailureException(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void applyBlocks(List<IndexUpdate.ExecutedBlockUpdate> run) throws RocksDBException {
    int from = 0;
    while (from < run.size() && run.get(from).execution().height() <= height) {
      catchUp(run.get(from));
      from++;
    }
    if (from == run.size()) {
      return;
    }
    IndexUpdate.ExecutedBlockUpdate last = run.get(run.size() - 1);
    IndexPosition at = at(last);
    boolean follows = run.get(from).execution().height() == height + 1 && base.isPresent();
    if (!follows) {
      rebuild(at, last.state());
      return;
    }
    try (IndexBatch changes = new IndexBatch(tables.orElseThrow())) {
      IndexWriter writer = new IndexWriter(tables.get());
      for (IndexUpdate.ExecutedBlockUpdate each : run.subList(from, run.size())) {
        writer.blockExecuted(changes, each.decision().block(), each.execution());
      }
      writer.state(changes, base.get().tree(), last.state().tree());
      IndexWriter.position(changes, at);
      changes.write();
    }
    base = Optional.of(last.state());
    height = at.height();
  }

  private static IndexPosition at(IndexUpdate.ExecutedBlockUpdate news) {
    ExecutionResult execution = news.execution();
    return new IndexPosition(execution.height(), execution.block(), execution.stateRoot());
  }

  /** The index was ahead: when the execution has come up to it, they must agree. */
  private void catchUp(IndexUpdate.ExecutedBlockUpdate executed) throws RocksDBException {
    if (executed.execution().height() == height && base.isEmpty()) {
      if (IndexWriter.position(tables.orElseThrow()).equals(Optional.of(at(executed)))) {
        base = Optional.of(executed.state());
        fillEarlyGaps();
      } else {
        rebuild(at(executed), executed.state());
      }
    }
  }

  private void fillEarlyGaps() throws RocksDBException {
    for (CertifiedBlock decision : earlyGapBlocks) {
      fill(decision);
    }
    earlyGapBlocks.clear();
  }

  private void fill(CertifiedBlock decision) throws RocksDBException {
    if (base.isEmpty()) {
      earlyGapBlocks.add(decision);
      return;
    }
    try (IndexBatch changes = new IndexBatch(tables.orElseThrow())) {
      new IndexWriter(tables.get()).blockStored(changes, decision.block(), base.get());
      changes.write();
    }
  }

  /** Completes with the reason if the index cannot go on; the node can. */
  public CompletableFuture<Exception> failed() {
    return failure.copy();
  }

  /** Takes in what it was told, and closes. */
  @Override
  public void close() {
    enqueue(new IndexUpdate.IndexStop());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
