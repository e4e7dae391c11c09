package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.transition.TraceJson;
import org.medchain.transition.Transition;
import org.medchain.transition.TransitionReader;

/** Records the steps of the honest replicas of one schedule (SCH-14; spec/trace-format.md). */
final class TraceRecorder {
  private final ScheduleSetup setup;
  private final Consumer<String> lines;
  private final List<PublicKey> nodes = new ArrayList<>();
  private final TraceJson text;
  private final Map<String, TransitionReader> readers = new TreeMap<>();
  private long position;

  TraceRecorder(ScheduleSetup setting, Consumer<String> lines) {
    this.setup = setting;
    this.lines = lines;
    SchedulePlan plan = setting.plan;
    for (int i = 0; i < plan.nodes() + plan.spares(); i++) {
      nodes.add(setting.key(i));
    }
    text = new TraceJson(nodes);
    List<Integer> members = new ArrayList<>();
    setting.members.keys().forEach(key -> members.add(nodes.indexOf(key)));
    lines.accept(
        text.head(
            plan.kind().protocol().key(),
            members,
            List.copyOf(plan.byzantine().keySet()),
            plan.window(),
            plan.interval(),
            setting.genesis().hash()));
  }

  void stepped(ScheduledHost host, Input input, List<Output> outputs) {
    if (!host.isHonest()) {
      return;
    }
    TransitionReader reader = readers.computeIfAbsent(host.name(), name -> reader(host.key()));
    for (Transition transition : reader.read(input, outputs)) {
      lines.accept(text.line(++position, nodes.indexOf(host.key()), transition));
    }
  }

  private TransitionReader reader(PublicKey key) {
    return TransitionReader.of(setup.plan.kind().protocol(), key, setup.genesis());
  }
}
