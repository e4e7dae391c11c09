package org.medchain.simulation.host;

import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextMaker;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.ExecutionRoots;

/**
 * A memo of the contexts that the replicas of one run made last (SIM-40; decision 0222): a replica
 * whose parts are equal gets what another one encoded and hashed. Virtual time is charged as if it
 * had done so itself.
 */
public final class SharedContexts implements ContextMaker {
  /** Replicas are apart by few checkpoints. */
  private static final int CHECKPOINTS = 4;

  private final Map<Long, MadeContext> newest = new NewestEntries<>(CHECKPOINTS);

  private record MadeContext(
      TreeMap<Long, ExecutionRoots> roots,
      Epochs epochs,
      ClientTable clients,
      CheckpointContext context) {
    boolean isOf(
        TreeMap<Long, ExecutionRoots> otherRoots, Epochs otherEpochs, ClientTable otherClients) {
      return roots.equals(otherRoots)
          && epochs.equals(otherEpochs)
          && clients.hasRowsOf(otherClients);
    }
  }

  @Override
  public CheckpointContext make(
      long height, TreeMap<Long, ExecutionRoots> roots, Epochs epochs, ClientTable clients) {
    MadeContext made = newest.get(height);
    if (made != null && made.isOf(roots, epochs, clients)) {
      return made.context();
    }
    CheckpointContext own = ALONE.make(height, roots, epochs, clients);
    newest.putIfAbsent(height, new MadeContext(roots, epochs, clients.copy(), own));
    return own;
  }
}
