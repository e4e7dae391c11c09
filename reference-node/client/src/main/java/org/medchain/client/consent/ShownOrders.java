package org.medchain.client.consent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.medchain.application.AcceptanceProof;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.node.light.LightClient;
import org.medchain.node.transport.RefusedException;

/**
 * The orders that nodes show to a participant: those that it signed itself (LIGHT-8), each with its
 * receipt, as the light client has checked them.
 *
 * @param light that checks them
 * @param orders so far
 */
record ShownOrders(LightClient light, List<ProvenOrder> orders) {
  /** Of an earlier key the last number is unknown: so long a gap in the chain is its end. */
  private static final int GAP = 64;

  ShownOrders(LightClient light) {
    this(light, new ArrayList<>());
  }

  /**
   * Adds those of the own key up to a number: those that the state proves to be executed, and no
   * numbers of reads without an order.
   *
   * @throws RefusedException if no node shows one of the last {@link RequestWindow#SIZE}; of
   *     earlier ones the state does not tell which there are
   */
  void addUpTo(long last, PublicKey own) throws RefusedException {
    Optional<RequestWindow> executed = light.entry(RequestWindow.entry(own)).value();
    for (long number = 1; executed.isPresent() && number <= last; number++) {
      if (executed.get().contains(number)
          && !add(new RequestId(own, number))
          && number > executed.get().highest() - RequestWindow.SIZE) {
        throw new RefusedException(
            "your request " + number + " was executed, and no node shows it now; try again");
      }
    }
  }

  /** Adds those of a key that another replaced. */
  void addAll(PublicKey sender) {
    int nowhere = 0;
    for (long number = 1; nowhere < GAP; number++) {
      nowhere = add(new RequestId(sender, number)) ? 0 : nowhere + 1;
    }
  }

  private boolean add(RequestId request) {
    AcceptanceProof proof;
    try {
      proof = light.acceptanceProof(request).value();
    } catch (RefusedException e) {
      return false;
    }
    if (proof.receipt().succeeded()) {
      long height = proof.existence().height();
      LedgerPlace place =
          new LedgerPlace(
              height,
              proof.existence().inclusion().index(),
              proof.existence().transaction().id(),
              light.chain().headerAt(height).orElseThrow().timestampMs());
      orders.add(new ProvenOrder(place, MedicalModules.events(proof.receipt())));
    }
    return true;
  }

  /** In the order of the chain. */
  List<ProvenOrder> inOrder() {
    orders.sort(
        Comparator.comparingLong((ProvenOrder each) -> each.place().height())
            .thenComparingInt(each -> each.place().index()));
    return List.copyOf(orders);
  }
}
