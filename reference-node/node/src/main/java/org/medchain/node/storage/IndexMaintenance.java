package org.medchain.node.storage;

import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.IndexWriter.IndexPosition;
import org.medchain.node.storage.StateIndex.BlockEffect;
import org.medchain.node.storage.StateIndex.LoadedState;
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

  /** Blocks that are taken in together; with full ones fewer. */
  private static final int MAX_RUN = 256;

  private static final long MAX_RUN_BYTES = 16L << 20;

  final CompletableFuture<Boolean> inRocks = new CompletableFuture<>();

  private final Path folder;
  private final Genesis genesis;
  private final BlockStore blocks;
  private final Counter rebuilds;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile Optional<IndexTables> tables = Optional.empty();
  private volatile long height = NOT_READY;

  /** RocksDB found damage in a file: all is made again at the next occasion. */
  private volatile boolean damaged;

  private volatile boolean stopped;

  /**
   * The last state that this thread knows: that in the tables, or one under it while they are ahead
   * of the execution.
   */
  private Optional<LoadedState> known = Optional.empty();

  private boolean isLoaded;

  /** The height up to which all blocks are in the tables, from 1. */
  private long whole;

  /** How many stored blocks under the height are still to be filled in. */
  private volatile long unfilled;

  IndexMaintenance(Path folder, Genesis genesis, BlockStore blocks, Counter rebuilds) {
    this.folder = folder;
    this.genesis = genesis;
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

  /** Opens the tables, if they are not damaged. */
  void open() {
    RocksDbLibrary.load(folder.resolveSibling("native"));
    inRocks.complete(RocksDbLibrary.isThere());
    try {
      IndexTables opened = IndexTables.open(folder);
      tables = Optional.of(opened);
      whole = IndexWriter.whole(opened);
    } catch (RocksDBException e) {
      noteDamage(e);
    }
  }

  /** The node is there without having executed the block there just now. */
  void load(LoadedState state) {
    known = Optional.of(state);
    isLoaded = true;
  }

  /**
   * Brings the tables to a height.
   *
   * @param recent the results of executions that are in memory; the others are executed again
   * @return false if there is more to be done
   */
  boolean follow(long target, LongFunction<Optional<BlockEffect>> recent) throws RocksDBException {
    try {
      if (known.isEmpty()) {
        return true;
      }
      boolean stands = !isLoaded;
      isLoaded = false;
      if (damaged) {
        rebuild();
      } else if (!stands) {
        stand(known.get());
      }
      advance(target, recent);
      return fillGaps();
    } catch (RocksDBException e) {
      noteDamage(e);
      rebuild();
      return false;
    }
  }

  /** STO-5: an index is kept if it belongs to this chain, and is not ahead of the stored blocks. */
  private void stand(LoadedState to) throws RocksDBException {
    Optional<IndexPosition> at = IndexWriter.position(tables.orElseThrow());
    if (at.equals(Optional.of(to.position()))) {
      height = to.height();
    } else if (at.isEmpty() || at.get().height() == to.height() || !isStored(at.get())) {
      rebuild();
    } else if (at.get().height() > to.height()) {
      height = at.get().height();
    } else {
      moveTo(to); // after a state transfer: the gap is filled as blocks are fetched
    }
  }

  private boolean isStored(IndexPosition at) {
    return blocks
        .blockAt(at.height())
        .filter(each -> each.block().hash().equals(at.block()))
        .isPresent();
  }

  /** The blocks up to there are still to be filled in. */
  private void moveTo(LoadedState to) throws RocksDBException {
    IndexWriter changes = new IndexWriter(tables.orElseThrow());
    changes.position(to.position());
    changes.write();
    height = to.height();
  }

  /** Makes all again from the known state and the blocks, which are filled in from the first on. */
  private void rebuild() throws RocksDBException {
    LoadedState at = known.orElseThrow();
    LOG.atInfo().addKeyValue("height", at.height()).log("makes the index again");
    rebuilds.increment();
    close();
    IndexTables.destroy(folder);
    tables = Optional.of(IndexTables.open(folder));
    damaged = false;
    whole = 0;
    unfilled = at.height();
    moveTo(at);
  }

  /** How many stored blocks under the height are still to be filled in. */
  long unfilled() {
    return unfilled;
  }

  /** Stops; the rest stays to be taken in later. */
  void stop() {
    stopped = true;
  }

  /** The tables are no longer ready. */
  void close() {
    lock.writeLock().lock();
    try {
      tables.ifPresent(IndexTables::close);
      tables = Optional.empty();
    } finally {
      lock.writeLock().unlock();
    }
    height = NOT_READY;
  }

  private void advance(long target, LongFunction<Optional<BlockEffect>> recent)
      throws RocksDBException {
    List<BlockEffect> run = nextRun(target, recent);
    while (!run.isEmpty() && !stopped) {
      take(run);
      run = nextRun(target, recent);
    }
  }

  /** The effects of the next blocks; none at the target, and before a gap, whose state comes. */
  private List<BlockEffect> nextRun(long target, LongFunction<Optional<BlockEffect>> recent) {
    List<BlockEffect> run = new ArrayList<>();
    LoadedState last = known.orElseThrow();
    long bytes = 0;
    while (height != NOT_READY
        && last.height() < target
        && run.size() < MAX_RUN
        && bytes < MAX_RUN_BYTES) {
      LoadedState from = last;
      Optional<BlockEffect> next = recent.apply(from.height() + 1).or(() -> executeAgain(from));
      if (next.isEmpty()) {
        break;
      }
      run.add(next.get());
      last = LoadedState.after(next.get());
      bytes += next.get().decision().block().expectedSize();
    }
    return run;
  }

  /** The effect of the next block, if it is stored, where the node's memory has it no longer. */
  private Optional<BlockEffect> executeAgain(LoadedState from) {
    Optional<CertifiedBlock> next = blocks.blockAt(from.height() + 1);
    if (next.isEmpty()) {
      return Optional.empty();
    }
    MedicalContract contract = new MedicalContract(genesis, 0);
    DeferredBytes state = DeferredBytes.of(from.state().tree());
    var unused = contract.restore(from.height(), from.block(), state.root(), state);
    ExecutionResult execution = contract.apply(next.get().block());
    return Optional.of(new BlockEffect(next.get(), execution.receipts(), contract.state()));
  }

  /** Takes in blocks that follow one another, in one batch, as far as the tables lack them. */
  private void take(List<BlockEffect> run) throws RocksDBException {
    int from = 0;
    while (from < run.size() && run.get(from).height() <= height) {
      known = Optional.of(LoadedState.after(run.get(from)));
      from++;
    }
    LoadedState reached = known.orElseThrow();
    if (from > 0
        && reached.height() == height
        && !IndexWriter.position(tables.orElseThrow()).equals(Optional.of(reached.position()))) {
      rebuild(); // it was ahead, of another chain
    }
    if (from < run.size() && height == reached.height()) {
      write(run.subList(from, run.size()));
    }
  }

  private void write(List<BlockEffect> run) throws RocksDBException {
    LoadedState last = LoadedState.after(run.get(run.size() - 1));
    IndexWriter changes = new IndexWriter(tables.orElseThrow());
    for (BlockEffect each : run) {
      changes.blockExecuted(each.decision().block(), each.receipts());
    }
    if (whole == height) {
      whole = last.height();
      changes.whole(whole);
    }
    changes.position(last.position());
    changes.write();
    known = Optional.of(last);
    height = last.height();
  }

  /**
   * Takes in stored blocks that were not executed beside these tables, some at a time.
   *
   * @return whether there is none left
   */
  private boolean fillGaps() throws RocksDBException {
    LoadedState state = known.orElseThrow();
    if (state.height() < height || height == NOT_READY) {
      return true; // when the execution has come up to the tables
    }
    long upTo = Math.min(height, blocks.contiguousHeight());
    List<Block> run = new ArrayList<>();
    long bytes = 0;
    for (long each = whole + 1;
        each <= upTo && run.size() < MAX_RUN && bytes < MAX_RUN_BYTES;
        each++) {
      run.add(blocks.blockAt(each).orElseThrow().block());
      bytes += run.getLast().expectedSize();
    }
    unfilled = Math.max(0, upTo - whole);
    if (run.isEmpty()) {
      return true;
    }
    IndexWriter changes = new IndexWriter(tables.orElseThrow());
    for (Block each : run.reversed()) { // so that the first place of a repeated request stays
      if (!changes.hasBlock(each)) {
        changes.blockStored(each, state.state());
      }
    }
    changes.whole(whole + run.size());
    changes.write();
    whole += run.size();
    unfilled = upTo - whole;
    return unfilled == 0;
  }
}
