package org.medchain.consensus.golden;

import java.util.List;

/** The driver to which a {@link GoldenFile} is played. */
public interface GoldenDriver {
  /** Runs one command and returns what happened, one line each, none of them blank. */
  List<String> run(String command);
}
