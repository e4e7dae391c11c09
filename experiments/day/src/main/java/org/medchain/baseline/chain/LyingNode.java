package org.medchain.baseline.chain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.medchain.cluster.byzantine.ByzantineProcess;
import org.medchain.cluster.local.NodeProcess;

/** A cluster's node whose operator lies: {@code medchain node --adversary}, from a file. */
final class LyingNode {
  /** Beside the node's config. */
  static final String BEHAVIOUR = "adversary.txt";

  private LyingNode() {}

  /** Runs the node of {@code args[0]}, a node's config. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Path config = Path.of(args[0]);
    Path behaviour = config.resolveSibling(BEHAVIOUR);
    NodeProcess.runOwned(
        () ->
            NodeProcess.run(
                config, () -> ByzantineProcess.parse(Files.readString(behaviour).strip(), 0)));
  }
}
