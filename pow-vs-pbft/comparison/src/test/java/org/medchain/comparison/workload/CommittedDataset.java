package org.medchain.comparison.workload;

import java.nio.file.Path;
import org.medchain.checkout.Repository;

/** The dataset in the tree, for tests; they run in the module's folder. */
public final class CommittedDataset {
  /** Its folder. */
  public static final Path FOLDER = Repository.file("datasets/synthea-sample");

  private CommittedDataset() {}

  public static SyntheticRecords records() {
    return SyntheticRecords.read(FOLDER);
  }
}
