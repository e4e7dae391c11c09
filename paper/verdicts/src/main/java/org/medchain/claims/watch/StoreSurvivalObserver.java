package org.medchain.claims.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;

/** Keeps what each node has stored, and which of it there was at each acknowledgement. */
final class StoreSurvivalObserver implements TrialWatch {
  /**
   * A client had enough equal replies.
   *
   * @param height of the block with the request
   * @param stored height of each node's store at that time, by node
   */
  record Acknowledgement(RequestId request, long height, List<Integer> stored) {}

  /**
   * The same as a row, with what holds for all of the trial.
   *
   * @param lostLedger most stores after whose loss the longest of the others gives a sound ledger
   * @param lostAcknowledged most after whose loss the others have every acknowledged request
   * @param missingHalf most acknowledged heights that are gone after the loss of half of them
   */
  private record AcknowledgedRequest(
      String sender,
      long request,
      long height,
      String storedHeights,
      int lostLedger,
      int lostAcknowledged,
      long missingHalf) {}

  private final CellGenesis chain;
  private final List<List<Block>> stores = new ArrayList<>();
  private final Map<Hash, Hash> roots = new LinkedHashMap<>();
  private final List<Acknowledgement> acknowledgements = new ArrayList<>();

  StoreSurvivalObserver(CellGenesis chain) {
    this.chain = chain;
    for (int node = 0; node < chain.genesis().membership().size(); node++) {
      stores.add(new ArrayList<>());
    }
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    stores.get(node).add(block);
  }

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    roots.putIfAbsent(execution.block(), execution.stateRoot());
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    acknowledgements.add(
        new Acknowledgement(request, height, stores.stream().map(List::size).toList()));
  }

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    List<Integer> sound =
        stores.stream().map(store -> RebuiltLedger.soundHeight(chain, store, roots)).toList();
    LostStores lost = new LostStores(List.copyOf(acknowledgements), sound);
    int ofLedger = lost.mostForLedger();
    int ofAcknowledged = lost.mostForAcknowledged();
    long missing = lost.mostMissing(sound.size() / 2);
    return acknowledgements.stream()
        .map(
            each ->
                new AcknowledgedRequest(
                    each.request().sender().value().toHex(),
                    each.request().sequence(),
                    each.height(),
                    each.stored().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                    ofLedger,
                    ofAcknowledged,
                    missing))
        .toList();
  }
}
