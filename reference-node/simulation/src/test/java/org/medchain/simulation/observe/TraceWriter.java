package org.medchain.simulation.observe;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;

/** Writes one line of text for each step of a replica or session, e.g. for a file (SIM-19). */
public final class TraceWriter implements SimulationObserver {
  private final TraceLine form;
  private final Consumer<String> lines;

  /** A writer; takes each line without its end. */
  public TraceWriter(Collection<MessageType> messages, Consumer<String> lines) {
    this.form = new TraceLine(new MessageRegistry(messages));
    this.lines = lines;
  }

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    lines.accept(form.of(party, atNs, input, outputs));
  }
}
