package org.medchain.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.transition.TraceJson;
import org.medchain.transition.Transition;
import org.medchain.transition.TransitionReader;

/**
 * Writes the transitions of all correct nodes of a run, in the order in which they happened
 * (SIM-31; {@code spec/trace-format.md}). Byzantine nodes have no lines: their behaviour has no
 * model.
 */
final class ProtocolTrace implements SimulationObserver {
  private final TraceJson text;
  private final List<Integer> faulty;
  private final Function<PublicKey, TransitionReader> transitions;
  private final Consumer<String> lines;
  private final Map<Integer, TransitionReader> nodes = new TreeMap<>();
  private long position;

  /**
   * A trace whose first line is the caller's.
   *
   * @param text knows all nodes
   * @param faulty nodes of which nothing is written
   * @param transitions makes what reads one node's transitions
   * @param lines takes each line, without its end
   */
  ProtocolTrace(
      TraceJson text,
      List<Integer> faulty,
      Function<PublicKey, TransitionReader> transitions,
      Consumer<String> lines) {
    this.text = text;
    this.faulty = List.copyOf(faulty);
    this.transitions = transitions;
    this.lines = lines;
  }

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    if (!party.startsWith("n")) {
      return; // a client
    }
    int node = Integer.parseInt(party.substring(1));
    if (faulty.contains(node)) {
      return;
    }
    TransitionReader reader =
        nodes.computeIfAbsent(node, each -> transitions.apply(text.nodes().get(each)));
    for (Transition transition : reader.read(input, outputs)) {
      lines.accept(text.line(++position, node, transition));
    }
  }
}
