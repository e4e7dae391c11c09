package org.medchain.claims.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.medchain.claims.ledger.DatasetFiles;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.Certificate;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;

/**
 * Keeps the chain of each node as it stands, and when each block was first committed anywhere:
 * which blocks a live node lacks at the end, and whether files stand in blocks. A block that a node
 * never committed, because it was given a state instead, is not in its chain.
 */
final class LedgerCopies implements TrialWatch {
  /** Blocks younger than this at the end may be on their way. */
  private static final double SETTLE_S = 5;

  private static final double NS_PER_S = 1e9;

  /** A live node's copy; the first one also has what was counted in the blocks. */
  private record NodeCopy(
      int node, long height, int settledBlocks, long missingBlocks, UploadedFiles uploaded) {}

  /** Records in settled blocks, and the files that they are about. */
  private record UploadedFiles(
      long uploads, long recordBytes, long fileBytesOnChain, long fileBytesOffChain) {
    UploadedFiles plus(Transaction upload, Bytes file) {
      boolean here = DatasetFiles.holds(upload.body(), file);
      return new UploadedFiles(
          uploads + 1,
          recordBytes + upload.expectedSize(),
          fileBytesOnChain + (here ? file.size() : 0),
          fileBytesOffChain + (here ? 0 : file.size()));
    }
  }

  private static final UploadedFiles NO_FILES = new UploadedFiles(0, 0, 0, 0);

  private final TrialCell cell;
  private final DatasetFiles files;
  private final Map<Integer, NavigableMap<Long, Hash>> chains = new TreeMap<>();
  private final Map<Hash, Block> blocks = new LinkedHashMap<>();
  private final Map<Hash, Long> firstNs = new LinkedHashMap<>();

  LedgerCopies(TrialCell cell, DatasetFiles files) {
    this.cell = cell;
    this.files = files;
  }

  private NavigableMap<Long, Hash> chain(int node) {
    return chains.computeIfAbsent(node, same -> new TreeMap<>());
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    chain(node).put(block.height(), block.hash());
    blocks.putIfAbsent(block.hash(), block);
    firstNs.putIfAbsent(block.hash(), atNs);
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    chain(node).tailMap(height, false).clear();
  }

  @Override
  public void restarted(int node, long atNs) {
    chain(node).clear();
  }

  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    reverted(node, atNs, height);
  }

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    List<Block> settled = settled(result.orElseThrow().virtualS());
    UploadedFiles uploaded = NO_FILES;
    for (Block block : settled) {
      for (Transaction each : block.transactions()) {
        if (MedicalModules.operation(each) instanceof UploadRecord upload) {
          Bytes file = files.find(upload.record().metadata().hash()).orElse(Bytes.EMPTY);
          uploaded = uploaded.plus(each, file);
        }
      }
    }
    List<NodeCopy> rows = new ArrayList<>();
    for (int node : live()) {
      NavigableMap<Long, Hash> own = chain(node);
      long missing =
          settled.stream().filter(each -> !each.hash().equals(own.get(each.height()))).count();
      rows.add(
          new NodeCopy(
              node, height(own), settled.size(), missing, rows.isEmpty() ? uploaded : NO_FILES));
    }
    return rows;
  }

  /**
   * The blocks that every live node can be expected to have. Under proof of work the last of them
   * is left out: a competing one may be at some nodes until another block is found.
   */
  private List<Block> settled(double virtualS) {
    List<Block> chain = highest();
    long limitNs = Math.round((virtualS - SETTLE_S) * NS_PER_S);
    int count = 0;
    while (count < chain.size() && firstNs.get(chain.get(count).hash()) <= limitNs) {
      count++;
    }
    boolean competing = !cell.consensus().isFinal();
    return chain.subList(0, competing ? Math.max(0, count - 1) : count);
  }

  /** The chain with the highest head from height 1 on; of several the one of the first node. */
  private List<Block> highest() {
    NavigableMap<Long, Hash> highest = new TreeMap<>();
    for (NavigableMap<Long, Hash> each : chains.values()) {
      highest = height(each) > height(highest) ? each : highest;
    }
    return highest.values().stream().map(blocks::get).toList();
  }

  private static long height(NavigableMap<Long, Hash> chain) {
    return chain.isEmpty() ? 0 : chain.lastKey();
  }

  private List<Integer> live() {
    return IntStream.range(0, cell.nodes())
        .boxed()
        .filter(
            node ->
                cell.config().faultPlan().stream()
                    .flatMap(fault -> fault.namedNodes().values().stream())
                    .noneMatch(named -> named.contains(node)))
        .toList();
  }
}
