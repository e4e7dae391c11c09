package org.medchain.simulation.observe;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.network.Envelope;

/**
 * Passes events to several observers; the two kinds that come with every message only to those that
 * look at them.
 */
final class CompositeObserver implements SimulationObserver {
  private final SimulationObserver[] all;
  private final SimulationObserver[] ofDeliveries;
  private final SimulationObserver[] ofSteps;

  CompositeObserver(List<SimulationObserver> observers) {
    all = observers.stream().flatMap(CompositeObserver::parts).toArray(SimulationObserver[]::new);
    ofDeliveries = those("delivered");
    ofSteps = those("stepped");
  }

  private static Stream<SimulationObserver> parts(SimulationObserver observer) {
    return observer instanceof CompositeObserver several
        ? Stream.of(several.all)
        : Stream.of(observer);
  }

  /** Those whose class says what to do then. */
  private SimulationObserver[] those(String event) {
    return Stream.of(all)
        .filter(
            each ->
                Stream.of(each.getClass().getMethods())
                    .filter(method -> method.getName().equals(event))
                    .anyMatch(method -> method.getDeclaringClass() != SimulationObserver.class))
        .toArray(SimulationObserver[]::new);
  }

  private void all(Consumer<SimulationObserver> event) {
    for (SimulationObserver each : all) {
      event.accept(each);
    }
  }

  @Override
  public void submitted(int client, RequestId request, long intendedNs, long atNs) {
    all(each -> each.submitted(client, request, intendedNs, atNs));
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    all(each -> each.accepted(client, request, height, receipt, intendedNs, atNs));
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    all(each -> each.committed(node, atNs, block, certificate));
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    all(each -> each.reverted(node, atNs, height));
  }

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    all(each -> each.executed(node, atNs, execution));
  }

  @Override
  public void restarted(int node, long atNs) {
    all(each -> each.restarted(node, atNs));
  }

  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    all(each -> each.restored(node, atNs, height, block));
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    all(each -> each.mined(node, atNs, sealed));
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    for (SimulationObserver each : ofDeliveries) {
      each.delivered(party, atNs, envelope, bytes);
    }
  }

  @Override
  public void rejected(String party, long atNs, PublicKey sender, String reason) {
    all(each -> each.rejected(party, atNs, sender, reason));
  }

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    for (SimulationObserver each : ofSteps) {
      each.stepped(party, atNs, input, outputs);
    }
  }
}
