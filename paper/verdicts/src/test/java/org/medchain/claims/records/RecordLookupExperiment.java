package org.medchain.claims.records;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.application.ExistenceProof;
import org.medchain.application.Location;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.Figure;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.ProvingIndex;
import org.medchain.claims.records.RecordLedger.DatasetRecords;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleProver;
import org.medchain.data.Transaction;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.BlockStore;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;

/**
 * Measures how long a node takes to locate a record by its id and to prove it, and a verifier to
 * check that, as the ledger grows (claim locate-fast).
 */
final class RecordLookupExperiment {
  private static final String CLAIM = "locate-fast";

  /** From one ledger size to the next. */
  private static final int GROWTH = 10;

  private RecordLookupExperiment() {}

  static void run(ClaimRun run) throws Exception {
    RecordLedger ledger =
        new RecordLedger(DatasetRecords.read(run.projectRoot()), run.seed(), 1, List.of());
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Path folder = run.temporary().resolve("lookup");
    LookupTimes inMemory = new LookupTimes("memory");
    try (FolderVolume volume = FolderVolume.open(folder.resolve("store"));
        NodeStore store =
            NodeStore.open(volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, meters);
        StateIndex onDisk =
            StateIndex.open(folder.resolve("index"), ledger.genesis(), store.blocks(), meters);
        RawTable raw = run.raw(CLAIM, "index, records, locate_and_prove_us, check_us")) {
      onDisk.stateLoaded(0, ledger.genesis().chain(), ledger.genesis().state());
      onDisk.whenCaughtUp().join();
      // Without native code for the platform a node has these tables in memory too (NODE-13).
      LookupTimes inTables = new LookupTimes(onDisk.inRocks().join() ? "rocksdb" : "tables");
      ProvingIndex index = new ProvingIndex(ledger.genesis().chainParameters());
      Random random = new Random(run.seed());
      for (int records : sizes(run)) {
        run.progress("locates among " + records + " records");
        grow(ledger, records, run.count("lookup_block"), index, store, onDisk);
        List<Hash> sought = sought(ledger, records, run.count("lookup_times"), random);
        inMemory.measure(records, sought, new RecordLookup.InMemory(index), ledger, raw);
        inTables.measure(
            records, sought, new RecordLookup.OnDisk(onDisk, store.blocks()), ledger, raw);
      }
      figures(run, inMemory, inTables);
    }
  }

  /** Ten times as many each time, the largest last. */
  private static List<Integer> sizes(ClaimRun run) {
    int largest = run.count("lookup_largest");
    TreeSet<Integer> sizes = new TreeSet<>();
    for (int size = run.count("lookup_smallest"); size < largest; size *= GROWTH) {
      sizes.add(size);
    }
    sizes.add(largest);
    return List.copyOf(sizes);
  }

  private static void grow(
      RecordLedger ledger,
      int records,
      int blockSize,
      ProvingIndex index,
      NodeStore store,
      StateIndex onDisk) {
    while (ledger.uploaded() < records) {
      ledger.grow(1, Math.min(blockSize, records - ledger.uploaded()));
      long height = ledger.height();
      CertifiedBlock decided = ledger.blockAt(height).orElseThrow();
      index.append(decided.block(), ledger.executionAt(height).orElseThrow());
      store.blocks().append(decided);
      onDisk.reached(height, at -> effect(ledger, at));
    }
    onDisk.whenCaughtUp().join();
  }

  private static Optional<StateIndex.BlockEffect> effect(RecordLedger ledger, long height) {
    return ledger
        .blockAt(height)
        .map(
            decided ->
                new StateIndex.BlockEffect(
                    decided,
                    ledger.executionAt(height).orElseThrow().receipts(),
                    ledger.stateAt(height).orElseThrow()));
  }

  private static List<Hash> sought(RecordLedger ledger, int records, int count, Random random) {
    List<Hash> sought = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sought.add(ledger.records().onChain(random.nextInt(records)).id());
    }
    return sought;
  }

  private static void figures(ClaimRun run, LookupTimes inMemory, LookupTimes inTables) {
    ClaimFigures figures = run.figures(CLAIM);
    List<LookupTimes> both = List.of(inMemory, inTables);
    long lookups = both.stream().mapToLong(LookupTimes::count).sum();
    figures.value(
        "locate_prove_p99_ms",
        both.stream().mapToDouble(LookupTimes::worstP99Ms).max().orElse(Double.NaN),
        lookups,
        "99th percentile of locating a record and proving it, in the slower index and ledger");
    figures.value(
        "check_p99_ms",
        both.stream().mapToDouble(LookupTimes::worstCheckP99Ms).max().orElse(Double.NaN),
        lookups,
        "99th percentile of checking that proof, in the slower of both");
    figures.value(
        "median_ratio",
        both.stream().mapToDouble(LookupTimes::growth).max().orElse(Double.NaN),
        lookups,
        "median of locating and proving in the largest ledger / in the smallest, of the index where"
            + " it grows more");
    for (LookupTimes each : both) {
      figures.value(
          "locate_prove_p50_ms_" + each.index,
          each.largestMedianMs(),
          each.count(),
          "median of locating and proving in the largest ledger, index: " + each.index);
    }
  }

  /** How long lookups in one index took, by the number of records in the ledger. */
  private static final class LookupTimes {
    private static final double NS_PER_US = 1e3;
    private static final double NS_PER_MS = 1e6;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final String index;
    private final TreeMap<Integer, List<Double>> proving = new TreeMap<>();
    private final TreeMap<Integer, List<Double>> checking = new TreeMap<>();

    LookupTimes(String index) {
      this.index = index;
    }

    /**
     * Measures the lookup of these records, one after the other, after a round that is not
     * measured: the compiler needs it, and the smallest ledger comes first.
     */
    void measure(
        int records, List<Hash> sought, RecordLookup lookup, RecordLedger ledger, RawTable raw) {
      List<Double> prove = new ArrayList<>();
      List<Double> check = new ArrayList<>();
      for (int i = -sought.size(); i < sought.size(); i++) {
        Hash record = sought.get(Math.floorMod(i, sought.size()));
        long from = System.nanoTime();
        ExistenceProof proof = lookup.prove(record);
        long proved = System.nanoTime();
        Header header = ledger.blockAt(proof.height()).orElseThrow().block().header();
        long begun = System.nanoTime();
        boolean holds = proof.inclusion().proves(proof.transaction(), header);
        long checked = System.nanoTime();
        if (!holds) {
          throw new IllegalStateException(
              "the proof of record " + record.brief() + " does not hold");
        }
        if (i >= 0) {
          prove.add((proved - from) / NS_PER_MS);
          check.add((checked - begun) / NS_PER_MS);
          raw.row(index, records, (proved - from) / NS_PER_US, (checked - begun) / NS_PER_US);
        }
      }
      proving.put(records, prove);
      checking.put(records, check);
    }

    long count() {
      return proving.values().stream().mapToLong(List::size).sum();
    }

    double worstP99Ms() {
      return worst(proving);
    }

    double worstCheckP99Ms() {
      return worst(checking);
    }

    private static double worst(TreeMap<Integer, List<Double>> all) {
      return all.values().stream()
          .mapToDouble(each -> Figure.quantile(each, P99))
          .max()
          .orElse(Double.NaN);
    }

    double largestMedianMs() {
      return Figure.quantile(proving.lastEntry().getValue(), MEDIAN);
    }

    double growth() {
      return largestMedianMs() / Figure.quantile(proving.firstEntry().getValue(), MEDIAN);
    }
  }

  /** Locates a record by its id and proves that its upload is in the chain. */
  private sealed interface RecordLookup {
    /** The proof. */
    ExistenceProof prove(Hash record);

    /** From an index that holds all blocks in memory. */
    record InMemory(ProvingIndex index) implements RecordLookup {
      @Override
      public ExistenceProof prove(Hash record) {
        return index.existenceOf(index.locateRecord(record).orElseThrow());
      }
    }

    /** From a node's index on disk and its stored blocks. */
    record OnDisk(StateIndex index, BlockStore blocks) implements RecordLookup {
      @Override
      public ExistenceProof prove(Hash record) {
        Location place = index.locateRecord(record).orElseThrow();
        List<Transaction> transactions =
            blocks.blockAt(place.height()).orElseThrow().block().transactions();
        return new ExistenceProof(
            place.height(),
            MerkleProver.over(transactions).proof(place.index()),
            transactions.get(place.index()));
      }
    }
  }
}
