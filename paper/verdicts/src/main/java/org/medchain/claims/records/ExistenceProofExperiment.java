package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.medchain.application.ExistenceProof;
import org.medchain.application.Location;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Transaction;

/**
 * Shows true and false proofs of existence to a third party that has the headers alone (claim
 * prove-existence).
 */
final class ExistenceProofExperiment implements ClaimExperiment {
  private static final String CLAIM = "prove-existence";
  private static final String BLOCKS = "existence_blocks";
  private static final String FALSE_PROOFS = "existence_false_proofs";
  private static final String LARGE_BLOCK = "existence_large_block";
  private static final String SAMPLED = "existence_sampled";

  /** Blocks have 1 to this number of transactions, so that trees of all forms occur. */
  private static final int LARGEST_USUAL_BLOCK = 23;

  /** Of this number of uploads one repeats an earlier record, which the contract refuses. */
  private static final int ONE_REFUSED_OF = 10;

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(BLOCKS, 200, 2_000, "blocks whose places are all proved"),
        new ClaimSetting(FALSE_PROOFS, 10_000, 100_000, "false proofs, a quarter of each kind"),
        new ClaimSetting(LARGE_BLOCK, 1_000, 1_000, "transactions of the large block"),
        new ClaimSetting(SAMPLED, 50, 500, "places of the large block that are proved"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    Random random = new Random(run.seed());
    RecordLedger ledger = ledger(run, random);
    run.progress("proves " + ledger.uploaded() + " records");
    TrueProofs proofs = new TrueProofs(ledger);
    places(run, ledger, random).forEach(proofs::show);
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "true_proofs_refused",
        proofs.refused(),
        proofs.shown(),
        "true proofs of existence and of effect that a holder of headers refused");
    figures.value(
        "proof_bytes",
        proofs.largestBytes(),
        proofs.shown(),
        "bytes of the longest proof, with a block of " + run.count(LARGE_BLOCK) + " transactions");
    try (RawTable raw = run.raw(CLAIM, "proofs", "shown", "accepted")) {
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
    for (int i = 0; i < run.count(SAMPLED); i++) {
      places.add(new Location(large, random.nextInt(run.count(LARGE_BLOCK))));
    }
    return places;
  }

  private static void falseProofs(
      ClaimRun run, RecordLedger ledger, TrueProofs proofs, Random random, RawTable raw) {
    FalseProofs source =
        new FalseProofs(proofs.existence(), Math.toIntExact(ledger.height()), random);
    int shown = proofs.refusedTransactions();
    int accepted = proofs.shownAsAccepted();
    raw.row("effect of a refused transaction", shown, accepted);
    int each = Math.ceilDiv(run.count(FALSE_PROOFS), FalseProofKind.values().length);
    for (FalseProofKind kind : FalseProofKind.values()) {
      int believed = 0;
      for (int i = 0; i < each; i++) {
        Optional<ExistenceProof> proof = source.draw(kind);
        believed += proof.isPresent() && proofs.accepts(proof.get()) ? 1 : 0;
      }
      raw.row(kind.words(), each, believed);
      shown += each;
      accepted += believed;
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "false_proofs_accepted", accepted, shown, "false proofs that a holder of headers accepted");
    figures.value("false_proofs", shown, shown, "false proofs that it was shown");
    figures.share("false_proofs_accepted_share", accepted, shown, "the same as a share");
  }
}
