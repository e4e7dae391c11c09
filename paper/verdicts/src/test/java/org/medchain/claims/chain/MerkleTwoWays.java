package org.medchain.claims.chain;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.MerkleAccumulator;
import org.medchain.data.MerkleProver;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.simulation.model.RandomStreams;

/**
 * Compares the two ways to a Merkle root and to proofs: all hashes retained, and repeated
 * iteration.
 */
final class MerkleTwoWays {
  private static final String CLAIM = "merkle-two-ways";

  /** What was found; counts of leaves, except for proofs and hashes. */
  private static final class MerkleFindings {
    final RawTable raw;
    long counts;
    int mostOver = Integer.MIN_VALUE;

    MerkleFindings(RawTable raw) {
      this.raw = raw;
    }

    void add(int count, boolean equal, int compared, int kept) {
      counts++;
      // Rounded down, which a whole number of hashes exceeds exactly when it exceeds the rest.
      int bound = Integer.SIZE - Integer.numberOfLeadingZeros(count);
      mostOver = Math.max(mostOver, kept - bound);
      raw.row(count, equal, compared, kept);
    }
  }

  private MerkleTwoWays() {}

  static void run(ClaimRun run) throws IOException, ReflectiveOperationException {
    UniformRandomProvider random = new RandomStreams(run.seed()).stream(CLAIM, 0);
    try (RawTable raw = run.raw("merkle", "leaves, equal, proofs, hashes_kept")) {
      MerkleFindings found = new MerkleFindings(raw);
      compareAll(leaves(run.count("counts"), random), found, run);
      int largest = 1 << run.count("largest_power");
      List<RandomString> many = leaves(largest + 1, random);
      for (int count = 1; count <= largest; count *= 2) {
        run.progress("compares proofs of " + count + " leaves");
        compareSome(many.subList(0, count), run.count("drawn_proofs"), random, found);
      }
      // One more than are retained: here the choice between the two ways is the other one.
      compareSome(many, run.count("drawn_proofs"), random, found);
      run.figures(CLAIM)
          .value(
              "kept_over_bound",
              found.mostOver,
              found.counts,
              "the same minus log2(count) + 1, at the count where that is most");
    }
  }

  private static List<RandomString> leaves(int count, UniformRandomProvider random) {
    List<RandomString> leaves = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      leaves.add(new RandomString(random.nextLong(), i));
    }
    return leaves;
  }

  /** All proofs at all counts: each leaf has an accumulator that all leaves pass through. */
  private static void compareAll(
      List<? extends Encodable> leaves, MerkleFindings found, ClaimRun run)
      throws ReflectiveOperationException {
    MerkleAccumulator root = MerkleAccumulator.forRoot();
    List<MerkleAccumulator> proving = new ArrayList<>();
    for (int index = 0; index < leaves.size(); index++) {
      proving.add(MerkleAccumulator.proving(index));
    }
    for (int count = 1; count <= leaves.size(); count++) {
      Encodable last = leaves.get(count - 1);
      root.append(last);
      proving.forEach(each -> each.append(last));
      MerkleTree tree = MerkleTree.of(leaves.subList(0, count));
      boolean equal = tree.root().equals(root.root());
      for (int index = 0; index < count; index++) {
        equal &= tree.proof(index).equals(proving.get(index).proof());
      }
      found.add(count, equal, count, kept(root));
      if (count % 100 == 0) {
        run.progress("compares all proofs of " + count + " leaves");
      }
    }
  }

  private static void compareSome(
      List<? extends Encodable> leaves,
      int proofs,
      UniformRandomProvider random,
      MerkleFindings found)
      throws ReflectiveOperationException {
    MerkleTree tree = MerkleTree.of(leaves);
    MerkleAccumulator root = MerkleAccumulator.forRoot();
    leaves.forEach(root::append);
    MerkleProver chosen = MerkleProver.over(leaves);
    boolean equal = tree.root().equals(root.root()) && tree.root().equals(chosen.root());
    for (int i = 0; i < proofs; i++) {
      // The last leaf is where the ways differ most; then drawn ones.
      int index = i == 0 ? leaves.size() - 1 : random.nextInt(leaves.size());
      MerkleAccumulator proving = MerkleAccumulator.proving(index);
      leaves.forEach(proving::append);
      equal &= tree.proof(index).equals(proving.proof());
      equal &= tree.proof(index).equals(chosen.proof(index));
    }
    found.add(leaves.size(), equal, proofs, kept(root));
  }

  /** Hashes in the accumulator's memory: it has no way to tell, so its field is read. */
  private static int kept(MerkleAccumulator accumulator) throws ReflectiveOperationException {
    Field field = MerkleAccumulator.class.getDeclaredField("subtrees");
    field.setAccessible(true);
    byte[] memory = (byte[]) field.get(accumulator);
    int kept = 0;
    for (int at = 0; at < memory.length; at += Hash.SIZE) {
      kept += Hash.fromArray(memory, at).equals(Hash.ZERO) ? 0 : 1;
    }
    return kept;
  }
}
