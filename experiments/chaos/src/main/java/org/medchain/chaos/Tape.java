package org.medchain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftTransitions;
import org.medchain.consensus.pow.PowTransitions;
import org.medchain.consensus.trace.TraceText;
import org.medchain.consensus.trace.Transition;
import org.medchain.consensus.trace.Transitions;
import org.medchain.data.PublicKey;

/** Writes down what the honest replicas of one schedule do (SCH-14; spec/trace-format.md). */
final class Tape {
  private final Setting setting;
  private final Consumer<String> lines;
  private final List<PublicKey> nodes = new ArrayList<>();
  private final TraceText text;
  private final Map<String, Transitions> readers = new TreeMap<>();
  private long position;

  Tape(Setting setting, Consumer<String> lines) {
    this.setting = setting;
    this.lines = lines;
    Plan plan = setting.plan();
    for (int i = 0; i < plan.nodes() + plan.spares(); i++) {
      nodes.add(setting.key(i));
    }
    text = new TraceText(nodes);
    List<Integer> members = new ArrayList<>();
    setting.members().keys().forEach(key -> members.add(nodes.indexOf(key)));
    lines.accept(
        text.head(
            setting.isWork() ? "pow" : "pbft",
            members,
            List.copyOf(plan.byzantine().keySet()),
            plan.window(),
            plan.interval(),
            setting.genesis().hash()));
  }

  void stepped(Host host, Input input, List<Output> outputs) {
    if (!host.isHonest()) {
      return;
    }
    Transitions reader = readers.computeIfAbsent(host.name(), name -> reader(host.key()));
    for (Transition transition : reader.of(input, outputs)) {
      lines.accept(text.line(++position, nodes.indexOf(host.key()), transition));
    }
  }

  private Transitions reader(PublicKey key) {
    return setting.isWork()
        ? new PowTransitions(key, setting.genesis())
        : new PbftTransitions(key, setting.genesis());
  }
}
