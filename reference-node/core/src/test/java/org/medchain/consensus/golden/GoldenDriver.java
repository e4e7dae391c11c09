package org.medchain.consensus.golden;

import java.util.List;

public interface GoldenDriver {
  /** Runs one command and returns what happened, one line each, none of them blank. */
  List<String> run(String command);
}
