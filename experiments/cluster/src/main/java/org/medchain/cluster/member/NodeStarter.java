package org.medchain.cluster.member;

import java.io.IOException;
import org.medchain.experiments.config.UserInputException;

/** Starts a node's process with the keys that are in its folder now. */
@FunctionalInterface
public interface NodeStarter {
  /** Unless it runs; returns when the process takes connections. */
  void start(String name) throws UserInputException, IOException, InterruptedException;
}
