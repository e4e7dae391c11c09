package org.medchain.claims.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.ChainVerification;
import org.medchain.claims.ledger.ChainVerification.ChainFlaw;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.StoredBlock;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * Alters a block at four heights of a chain, and counts the headers above and below it that have to
 * change before the check accepts the chain again: once with proof of work and once with
 * certificates.
 */
final class LaterBlocks {
  private static final int NODES = 7;

  /** What had to change after one alteration. */
  private record AlterationCost(int altered, AlteredBranch branch) {
    int above() {
      return branch.changed(altered + 1, branch.head() + 1);
    }

    int below() {
      return branch.changed(0, altered);
    }

    int off() {
      return Math.abs(above() - (branch.head() - altered));
    }

    int unchanged() {
      return branch.head() + 1 - branch.changed(0, branch.head() + 1);
    }
  }

  private LaterBlocks() {}

  static void run(ClaimRun run) throws IOException {
    SyntheticRecords records = MadeChain.records(run);
    Difficulty target = Difficulty.ofCoefficient(run.count("difficulty"));
    try (RawTable raw =
        run.raw(
            "later-blocks",
            "chain, head, altered, changed_above, changed_below, unchanged, searches, hashes, "
                + "signatures")) {
      give(run, "pow", costs(run, target, records), raw);
      give(run, "pbft", costs(run, Difficulty.NONE, records), raw);
    }
  }

  private static List<AlterationCost> costs(
      ClaimRun run, Difficulty difficulty, SyntheticRecords records) {
    ChainCast cast = ChainCast.of(new SymbolicSignatures(), run.seed(), NODES);
    int length = run.count("blocks");
    MadeChain chain = MadeChain.ofUploads(cast, difficulty, records, length, 1);
    return List.of(1, length / 4, length / 2, length - 1).stream()
        .map(
            height -> {
              run.progress("alters block " + height + " of " + length);
              return new AlterationCost(height, AlteredBranch.of(chain, cast, height));
            })
        .toList();
  }

  private static void give(ClaimRun run, String chain, List<AlterationCost> costs, RawTable raw) {
    ClaimFigures figures = run.figures("alter-needs-later-blocks");
    figures.value(
        chain + "_above_off",
        costs.stream().mapToInt(AlterationCost::off).max().orElseThrow(),
        costs.size(),
        "largest difference between the changed headers above a block and all above it");
    for (AlterationCost each : costs) {
      AlteredBranch branch = each.branch();
      boolean certified = branch.searches() == 0;
      int signatures = certified ? branch.lostCertificates() * new QuorumSizes(NODES).size() : 0;
      raw.row(
          chain,
          branch.head(),
          each.altered(),
          each.above(),
          each.below(),
          each.unchanged(),
          branch.searches(),
          branch.hashes(),
          signatures);
      figures.value(
          chain + "_work_at_" + each.altered(),
          certified ? signatures : branch.hashes(),
          1,
          certified
              ? "signatures that new certificates of a quorum take"
              : "hashes that the new searches took");
    }
  }

  /** A copy of a chain with one altered block. */
  static final class AlteredBranch {
    private final MadeChain original;
    private final ChainCast cast;
    private final ChainVerification check;
    private final List<Block> blocks;
    private final List<Bytes> stored = new ArrayList<>();
    private int searches;
    private long hashes;

    private AlteredBranch(MadeChain original, ChainCast cast) {
      this.original = original;
      this.cast = cast;
      this.check = new ChainVerification(cast.scheme(), original.genesis().chain());
      this.blocks = new ArrayList<>(original.withGenesis());
      blocks.forEach(block -> stored.add(new StoredBlock(block).encoded()));
    }

    /**
     * The block at {@code height} loses its transactions, and the blocks above it are repaired
     * until the check accepts the chain up to its head, whose recorded hash alone is another.
     */
    static AlteredBranch of(MadeChain original, ChainCast cast, int height) {
      AlteredBranch altered = new AlteredBranch(original, cast);
      Header old = altered.blocks.get(height).header();
      Header emptied = altered.searched(old, old.previous(), MerkleTree.EMPTY_ROOT, 0);
      altered.replace(height, Block.of(emptied, List.of()));
      altered.repair();
      return altered;
    }

    private void repair() {
      Optional<ChainFlaw> flaw = check.firstFlaw(stored, blocks.getLast().hash());
      while (flaw.isPresent()) {
        // A block's hash is not the one that its child names: the child has to name it.
        int child = (int) flaw.get().height() + 1;
        if (child >= blocks.size()) {
          throw new IllegalStateException("no repair for " + flaw.get());
        }
        Block block = blocks.get(child);
        Header old = block.header();
        Header linked =
            searched(old, blocks.get(child - 1).hash(), old.merkleRoot(), old.transactionCount());
        replace(child, Block.of(linked, block.transactions()));
        flaw = check.firstFlaw(stored, blocks.getLast().hash());
      }
    }

    private void replace(int height, Block block) {
      blocks.set(height, block);
      stored.set(height, new StoredBlock(block).encoded());
    }

    private Header searched(Header old, Hash previous, Hash merkleRoot, int transactions) {
      Header made =
          MadeChain.searched(
              HeaderFields.of(old)
                  .previous(previous)
                  .merkleRoot(merkleRoot)
                  .count(transactions)
                  .random(RandomString.ZERO)
                  .made());
      if (made.difficulty().compact() != 0) {
        searches++;
        hashes += made.randomString().counter() + 1;
      }
      return made;
    }

    /** Heights from {@code from} up to, not including, {@code to} whose headers changed. */
    int changed(int from, int to) {
      int count = 0;
      for (int height = from; height < to; height++) {
        count +=
            blocks.get(height).hash().equals(original.withGenesis().get(height).hash()) ? 0 : 1;
      }
      return count;
    }

    int head() {
      return blocks.size() - 1;
    }

    int searches() {
      return searches;
    }

    long hashes() {
      return hashes;
    }

    /** How many certificates of a quorum of the original chain do not hold for this one. */
    int lostCertificates() {
      CertificateVerifier verifier = verifier();
      int lost = 0;
      for (int height = 1; height < blocks.size(); height++) {
        QuorumCertificate before =
            cast.certificate(
                original.genesis().chain(),
                original.withGenesis().get(height).header(),
                cast.nodes());
        Header now = blocks.get(height).header();
        lost += verifier.findError(now, before, members()).isPresent() ? 1 : 0;
      }
      return lost;
    }

    /** Whether the holders of these keys alone can certify each changed block. */
    boolean isCertifiedBy(List<KeyPair> colluders) {
      CertificateVerifier verifier = verifier();
      for (int height = 1; height < blocks.size(); height++) {
        Header now = blocks.get(height).header();
        if (!now.hash().equals(original.withGenesis().get(height).hash())) {
          QuorumCertificate forged = cast.certificate(original.genesis().chain(), now, colluders);
          if (verifier.findError(now, forged, members()).isPresent()) {
            return false;
          }
        }
      }
      return true;
    }

    private CertificateVerifier verifier() {
      return new CertificateVerifier(Pbft.PROTOCOL, original.genesis().chain(), cast.scheme());
    }

    private MembershipHistory members() {
      return MembershipHistory.of(
          original.genesis().chainParameters(), original.genesis().membership());
    }
  }
}
