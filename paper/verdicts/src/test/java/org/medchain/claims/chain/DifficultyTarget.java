package org.medchain.claims.chain;

import java.io.IOException;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.theory.HashesPerBlock;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.RandomString;
import org.medchain.simulation.model.RandomStreams;

/** Counts the hashes of searches under three coefficients. */
final class DifficultyTarget {
  private static final String CLAIM = "difficulty-gives-target";
  private static final List<String> COEFFICIENTS = List.of("easy", "medium", "hard");

  private DifficultyTarget() {}

  static void run(ClaimRun run) throws IOException {
    ClaimFigures figures = run.figures(CLAIM);
    try (RawTable raw = run.raw("difficulty-searches", "coefficient, search, hashes")) {
      for (String name : COEFFICIENTS) {
        int coefficient = run.count(name);
        run.progress("searches under coefficient " + coefficient);
        search(run, coefficient, raw);
        int compact = Difficulty.ofCoefficient(coefficient).compact();
        figures.value(
            name + "_expected_ratio",
            HashesPerBlock.ofCompact(compact).expected().doubleValue() / coefficient,
            1,
            "the same by the closed form, which knows how the target is rounded");
      }
    }
  }

  private static void search(ClaimRun run, int coefficient, RawTable raw) {
    UniformRandomProvider random = new RandomStreams(run.seed()).stream(CLAIM, coefficient);
    for (int i = 0; i < run.count("searches"); i++) {
      Header header = header(coefficient, i, random);
      RandomString start = new RandomString(random.nextLong(), 0);
      Header found = new ProofOfWorkSearch(header).search(start, Long.MAX_VALUE).orElseThrow();
      raw.row(coefficient, i, found.randomString().counter() + 1);
    }
  }

  /** A header of which everything that a search leaves as it is was drawn. */
  private static Header header(int coefficient, int height, UniformRandomProvider random) {
    return new Header(
        Header.VERSION,
        hash(random),
        height,
        MerkleTree.EMPTY_ROOT,
        0,
        height,
        hash(random),
        hash(random),
        Difficulty.ofCoefficient(coefficient),
        RandomString.ZERO);
  }

  private static Hash hash(UniformRandomProvider random) {
    return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
