package org.medchain.node.storage;

import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.ChainState;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.IndexTables.IndexBatch;
import org.medchain.node.storage.IndexWriter.IndexPosition;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables of a {@link StateIndex} in step with the execution: block by block where they
 * follow, from the state and the stored blocks where they do not (STO-5). One thread changes them,
 * any may read.
 */
final class IndexMaintenance {
  private static final Logger LOG = LoggerFactory.getLogger(StateIndex.class);
  private static final long NOT_READY = -1;

  private final CompletableFuture<Boolean> inRocks = new CompletableFuture<>();

  private final Path folder;
  private final BlockStore blocks;
  private final Counter rebuilds;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile Optional<IndexTables> tables = Optional.empty();
  private volatile long height = NOT_READY;

  /** RocksDB found damage in a file: all is made again at the next occasion. */
  private volatile boolean damaged;

  /** The state at their height; empty while they are ahead of execution here. */
  private Optional<ChainState> base = Optional.empty();

  /** Blocks that filled gaps while {@link #base} was empty. */
  private final List<CertifiedBlock> early = new ArrayList<>();

  IndexMaintenance(Path folder, BlockStore blocks, Counter rebuilds) {
    this.folder = folder;
    this.blocks = blocks;
    this.rebuilds = rebuilds;
  }

  /** Height of the last block in the tables; −1 while they are not ready. */
  long height() {
    return height;
  }

  /** Something to look up in the tables. */
  interface Question<T> {
    T of(IndexTables tables) throws RocksDBException;
  }

  /** Reads the tables under a lock that prevents closing them; nothing if they are not ready. */
  <T> Optional<T> ask(Question<T> question) {
    lock.readLock().lock();
    try {
      return tables.isPresent() && height != NOT_READY
          ? Optional.of(question.of(tables.get()))
          : Optional.empty();
    } catch (RocksDBException e) {
      noteDamage(e);
      return Optional.empty();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** STO-24: all is made again when the next state comes; until then nothing is found. */
  private void noteDamage(RocksDBException e) {
    if (!damaged) {
      LOG.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("the index is damaged: it is deleted, and made again from state and blocks");
    }
    damaged = true;
  }

  /** Opens the tables; damaged ones are begun again. */
  void open() throws RocksDBException {
    RocksDbLibrary.load(folder.resolveSibling("native"));
    inRocks.complete(RocksDbLibrary.isThere());
    try {
      tables = Optional.of(IndexTables.open(folder));
    } catch (RocksDBException e) {
      noteDamage(e);
      close(Optional.of(folder));
      tables = Optional.of(IndexTables.open(folder));
    }
  }

  /** STO-5: an index is kept if it is of this chain, and not ahead of the stored blocks. */
  void stand(IndexNews.LoadedState standing) throws RocksDBException {
    IndexPosition to =
        new IndexPosition(standing.height(), standing.block(), standing.state().tree().root());
    try {
      if (!damaged) {
        standAt(to, standing.state());
      }
    } catch (RocksDBException e) {
      noteDamage(e);
    }
    if (damaged) {
      rebuild(to, standing.state());
    }
  }

  private void standAt(IndexPosition to, ChainState state) throws RocksDBException {
    Optional<IndexPosition> at = IndexWriter.position(tables.orElseThrow());
    base = Optional.empty();
    if (at.equals(Optional.of(to))) {
      base = Optional.of(state);
      height = to.height();
    } else if (at.isPresent() && at.get().height() > to.height() && isStored(at.get())) {
      height = at.get().height();
    } else if (height != NOT_READY && at.isPresent() && isStored(at.get())) {
      advance(at.get(), to, state);
    } else {
      rebuild(to, state);
    }
  }

  /**
   * After a state transfer: of the blocks up to here only those since are new, and most of them
   * come when the gap is filled. To make all again would take the longer the longer the chain is,
   * and the node needs that time to keep up.
   */
  private void advance(IndexPosition from, IndexPosition to, ChainState state)
      throws RocksDBException {
    try (IndexBatch changes = tables.orElseThrow().changes()) {
      IndexWriter writer = new IndexWriter(tables.get());
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
    fillEarly();
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
    tables = Optional.of(IndexTables.open(folder));
    new IndexWriter(tables.get()).rebuild(at, state, blocks);
    base = Optional.of(state);
    early.clear(); // they are among the stored blocks
    damaged = false;
    height = at.height();
  }

  /** The tables are no longer ready. */
  void close() {
    close(Optional.empty());
    height = NOT_READY;
  }

  /** Closes the tables after the last reader, and deletes them if their folder is given. */
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

  /** Takes in blocks that follow one another, in one batch. */
  void follow(List<IndexNews.Executed> run) throws RocksDBException {
    if (run.isEmpty()) {
      return;
    }
    try {
      if (!damaged) {
        followRun(run);
      }
    } catch (RocksDBException e) {
      noteDamage(e);
    }
    if (damaged) {
      IndexNews.Executed last = run.get(run.size() - 1);
      rebuild(at(last), last.state());
    }
  }

  private void followRun(List<IndexNews.Executed> run) throws RocksDBException {
    int from = 0;
    while (from < run.size() && run.get(from).execution().height() <= height) {
      catchUp(run.get(from));
      from++;
    }
    if (from == run.size()) {
      return;
    }
    IndexNews.Executed last = run.get(run.size() - 1);
    IndexPosition at = at(last);
    boolean follows = run.get(from).execution().height() == height + 1 && base.isPresent();
    if (!follows) {
      rebuild(at, last.state());
      return;
    }
    try (IndexBatch changes = tables.orElseThrow().changes()) {
      IndexWriter writer = new IndexWriter(tables.get());
      for (IndexNews.Executed each : run.subList(from, run.size())) {
        writer.blockExecuted(changes, each.decision().block(), each.execution());
      }
      IndexWriter.position(changes, at);
      changes.write();
    }
    base = Optional.of(last.state());
    height = at.height();
  }

  private static IndexPosition at(IndexNews.Executed news) {
    ExecutionResult execution = news.execution();
    return new IndexPosition(execution.height(), execution.block(), execution.stateRoot());
  }

  /** The index was ahead: when the execution has come up to it, they must agree. */
  private void catchUp(IndexNews.Executed executed) throws RocksDBException {
    if (executed.execution().height() == height && base.isEmpty()) {
      if (IndexWriter.position(tables.orElseThrow()).equals(Optional.of(at(executed)))) {
        base = Optional.of(executed.state());
        fillEarly();
      } else {
        rebuild(at(executed), executed.state());
      }
    }
  }

  private void fillEarly() {
    for (CertifiedBlock decision : early) {
      fill(decision);
    }
    early.clear();
  }

  /** Takes in a block under the height. */
  void fill(CertifiedBlock decision) {
    if (base.isEmpty()) {
      early.add(decision);
      return;
    }
    try (IndexBatch changes = tables.orElseThrow().changes()) {
      new IndexWriter(tables.get()).blockStored(changes, decision.block(), base.get());
      changes.write();
    } catch (RocksDBException e) {
      noteDamage(e);
    }
  }

  /** Completes with whether the tables lie in RocksDB, or in memory without native code. */
  CompletableFuture<Boolean> inRocks() {
    return inRocks.copy();
  }
}
