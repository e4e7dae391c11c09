package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.medchain.application.ExistenceProof;
import org.medchain.application.Location;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Transaction;

/**
 * Shows true and false proofs of existence to a third party that has the headers alone (claim
 * prove-existence).
 */
final class ExistenceProofExperiment {
  private static final String CLAIM = "prove-existence";
  private static final String BLOCKS = "existence_blocks";
  private static final String LARGE_BLOCK = "existence_large_block";

  /** Blocks have 1 to this number of transactions, so that trees of all forms occur. */
  private static final int LARGEST_USUAL_BLOCK = 23;

  /** Of this number of uploads one repeats an earlier record, which the contract refuses. */
  private static final int ONE_REFUSED_OF = 10;

  private ExistenceProofExperiment() {}

  static void run(ClaimRun run) throws Exception {
    Random random = new Random(run.seed());
    RecordLedger ledger = ledger(run, random);
    run.progress("proves " + ledger.uploaded() + " records");
    TrueProofs proofs = new TrueProofs(ledger);
    places(run, ledger, random).forEach(proofs::show);
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "proof_bytes",
        proofs.largestBytes(),
        proofs.shown(),
        "bytes of the longest proof, with a block of " + run.count(LARGE_BLOCK) + " transactions");
    try (RawTable raw = run.raw(CLAIM, "proofs, shown, accepted")) {
      raw.row("true", proofs.shown(), proofs.shown() - proofs.refused());
      falseProofs(run, ledger, proofs, random, raw);
    }
  }

  private static RecordLedger ledger(ClaimRun run, Random random) {
    RecordLedger ledger =
        new RecordLedger(DatasetRecords.read(run.projectRoot()), run.seed(), 1, List.of());
    for (int block = 0; block < run.count(BLOCKS); block++) {
      List<Transaction> uploads = new ArrayList<>();
      int size = 1 + random.nextInt(LARGEST_USUAL_BLOCK);
      for (int i = 0; i < size; i++) {
        boolean again = ledger.uploaded() > 0 && random.nextInt(ONE_REFUSED_OF) == 0;
        uploads.add(again ? ledger.upload(random.nextInt(ledger.uploaded())) : ledger.uploadNext());
      }
      ledger.append(uploads);
    }
    ledger.grow(1, run.count(LARGE_BLOCK));
    // The root of a block's receipts stands in the header W above.
    ledger.grow(ledger.genesis().terms().window(), 0);
    return ledger;
  }

  private static List<Location> places(ClaimRun run, RecordLedger ledger, Random random) {
    List<Location> places = new ArrayList<>();
    int large = run.count(BLOCKS) + 1;
    for (int height = 1; height < large; height++) {
      int size = ledger.blockAt(height).orElseThrow().block().transactions().size();
      for (int index = 0; index < size; index++) {
        places.add(new Location(height, index));
      }
    }
    for (int i = 0; i < run.count("existence_sampled"); i++) {
      places.add(new Location(large, random.nextInt(run.count(LARGE_BLOCK))));
    }
    return places;
  }

  private static void falseProofs(
      ClaimRun run, RecordLedger ledger, TrueProofs proofs, Random random, RawTable raw) {
    FalseProofs source =
        new FalseProofs(proofs.existence(), Math.toIntExact(ledger.height()), random);
    raw.row(
        "effect of a refused transaction", proofs.refusedTransactions(), proofs.shownAsAccepted());
    int each = Math.ceilDiv(run.count("existence_false_proofs"), FalseProofKind.values().length);
    for (FalseProofKind kind : FalseProofKind.values()) {
      int believed = 0;
      for (int i = 0; i < each; i++) {
        Optional<ExistenceProof> proof = source.draw(kind);
        believed += proof.isPresent() && proofs.accepts(proof.get()) ? 1 : 0;
      }
      raw.row(kind.words(), each, believed);
    }
  }
}
