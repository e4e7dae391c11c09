package org.medchain.cluster;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import org.medchain.cluster.local.ProcessSignals;

/** How a command is ended before its time. */
enum CommandEnding {
  INT,
  INT_GROUP,
  TERM,
  TERM_GROUP,
  KILL,
  HUP;

  /** Whether it is tried at a moment; SIGHUP differs from SIGTERM in the terminal's part alone. */
  boolean isTriedAt(int moment) {
    return this != HUP || moment == 2;
  }

  /** A command inherits from this process what it does not hear. */
  void assumeHeard() throws IOException {
    assumeFalse(
        this != KILL && ProcessSignals.isIgnored(ProcessHandle.current(), signal()),
        "the process that started this lets no process hear " + signal());
  }

  void send(CommandProcess command) throws IOException, InterruptedException {
    if (name().endsWith("_GROUP")) {
      command.signalGroup(signal());
    } else {
      command.signal(signal());
    }
  }

  private String signal() {
    return name().replace("_GROUP", "");
  }
}
