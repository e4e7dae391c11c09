package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.application.HeaderChain;
import org.medchain.application.Location;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.ProvingIndex;
import org.medchain.claims.records.RecordLedger.DatasetRecords;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.InclusionProof;
import org.medchain.data.MalformedInput;
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
        proofs.largestBytes,
        proofs.shown,
        "bytes of the longest proof, with a block of " + run.count(LARGE_BLOCK) + " transactions");
    try (RawTable raw = run.raw(CLAIM, "proofs, shown, accepted")) {
      raw.row("true", proofs.shown, proofs.shown - proofs.refused);
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
        new FalseProofs(proofs.existence, Math.toIntExact(ledger.height()), random);
    raw.row("effect of a refused transaction", proofs.refusedTransactions, proofs.shownAsAccepted);
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

  /**
   * Has a third party that holds headers alone check the proofs that a node makes of a ledger's
   * places, as the bytes in which they are handed over.
   */
  private static final class TrueProofs {
    private final ProvingIndex index;
    private final HeaderChain headers;
    private final int window;
    private final List<ExistenceProof> existence = new ArrayList<>();
    private int shown;
    private int refused;
    private int refusedTransactions;
    private int shownAsAccepted;
    private int largestBytes;

    TrueProofs(RecordLedger ledger) {
      index = ledger.index();
      headers = ledger.headers();
      window = ledger.genesis().terms().window();
    }

    /** Shows the proofs of a place: that the transaction is there, and that it had its effect. */
    void show(Location place) {
      ExistenceProof proof =
          Codec.of(ExistenceProof.class).decoded(index.existenceOf(place).encoded());
      existence.add(proof);
      note(proof.encoded().size(), headers.flawIn(proof));
      AcceptanceProof effect =
          Codec.of(AcceptanceProof.class)
              .decoded(index.acceptanceOf(place).orElseThrow().encoded());
      Optional<String> flaw = headers.flawIn(effect, window);
      if (effect.receipt().succeeded()) {
        note(effect.encoded().size(), flaw);
      } else {
        refusedTransactions++;
        shownAsAccepted += flaw.isEmpty() ? 1 : 0;
      }
    }

    private void note(int bytes, Optional<String> flaw) {
      shown++;
      refused += flaw.isPresent() ? 1 : 0;
      largestBytes = Math.max(largestBytes, bytes);
    }

    boolean accepts(ExistenceProof proof) {
      return headers.flawIn(proof).isEmpty();
    }
  }

  /** Makes false proofs of existence from true ones of several blocks. */
  private static final class FalseProofs {
    private final List<ExistenceProof> proofs;
    private final int height;
    private final Random random;

    FalseProofs(List<ExistenceProof> proofs, int height, Random random) {
      this.proofs = List.copyOf(proofs);
      this.height = height;
      this.random = random;
    }

    /** A false proof; empty if its bytes are not even a proof, so that nobody can be shown it. */
    Optional<ExistenceProof> draw(FalseProofKind kind) {
      try {
        return Optional.of(
            switch (kind) {
              case FLIPPED_BIT -> flipped(any());
              case OTHER_INDEX -> elsewhere(oneOfSeveral());
              case OTHER_BLOCK -> inAnotherBlock(any());
              case OTHER_TRANSACTION -> ofAnother(any());
            });
      } catch (MalformedInput | IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private ExistenceProof any() {
      return proofs.get(random.nextInt(proofs.size()));
    }

    private ExistenceProof oneOfSeveral() {
      ExistenceProof proof = any();
      while (proof.inclusion().count() == 1) {
        proof = any();
      }
      return proof;
    }

    private ExistenceProof flipped(ExistenceProof proof) {
      byte[] bytes = proof.encoded().toArray();
      int bit = random.nextInt(8 * bytes.length);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      return Codec.of(ExistenceProof.class).decoded(Bytes.of(bytes));
    }

    private ExistenceProof elsewhere(ExistenceProof proof) {
      InclusionProof from = proof.inclusion();
      int other = (from.index() + 1 + random.nextInt(from.count() - 1)) % from.count();
      return new ExistenceProof(
          proof.height(),
          new InclusionProof(other, from.count(), from.path()),
          proof.transaction());
    }

    private ExistenceProof inAnotherBlock(ExistenceProof proof) {
      int other = 1 + (Math.toIntExact(proof.height()) + random.nextInt(height - 1)) % height;
      return new ExistenceProof(other, proof.inclusion(), proof.transaction());
    }

    private ExistenceProof ofAnother(ExistenceProof proof) {
      ExistenceProof other = any();
      while (other.transaction().equals(proof.transaction())) {
        other = any();
      }
      return new ExistenceProof(proof.height(), proof.inclusion(), other.transaction());
    }
  }

  /** How a false proof of existence is made from a true one. */
  private enum FalseProofKind {
    /** One bit of its bytes is another. */
    FLIPPED_BIT,
    /** It names another place in the block. */
    OTHER_INDEX,
    /** It names another block. */
    OTHER_BLOCK,
    /** It is shown with another transaction of the chain. */
    OTHER_TRANSACTION;

    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
